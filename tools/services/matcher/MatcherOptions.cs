using System.Globalization;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Matching;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>The matcher's settings: section "Matcher" of the usual .NET configuration.</summary>
public sealed class MatcherOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Matcher";

    const int MostAttempts = 1_000_000;

    /// <summary>Version of the consent text shown at the enrolment pedestals; 0 for none, so that nobody can enrol.</summary>
    public int ConsentVersion { get; set; } = 1;

    /// <summary>The consent text's file; empty for the text shipped with the program.</summary>
    public string ConsentTextFile { get; set; } = "";

    /// <summary>The consent text's language, as in "en".</summary>
    public string ConsentLanguage { get; set; } = "en";

    /// <summary>The files of the same text in other languages, by language; the shipped text has some.</summary>
    public Dictionary<string, string> ConsentTranslations { get; set; } = [];

    /// <summary>The pedestals beside which a screen shows the text: no palm is kept there before its guest has agreed on it.</summary>
    public string[] BoothScreens { get; set; } = [];

    /// <summary>The consent texts of parties that show guests another one, by party.</summary>
    public Dictionary<string, ConsentSettings> Consents { get; set; } = [];

    /// <summary>Days after which a known palm's samples are captured again; at least 1.</summary>
    public int RenewAfterDays { get; set; } = 1095;

    /// <summary>
    /// Share of strangers' attempts that may be accepted as a guest of the event, above 0 and up to 0.1.
    /// </summary>
    public double FalseAcceptRate { get; set; } = ScoreCalibration.DefaultFalseAcceptRate;

    /// <summary>Palm requests allowed for one pedestal per minute, at most what a lane can do: 1 to 1,000,000.</summary>
    public int AttemptsPerMinute { get; set; } = 60;

    /// <summary>The sealed palms: an SQLite file, or "postgresql:" and a connection string.</summary>
    public string Database { get; set; } = "data/identity.db";

    /// <summary>The key that seals the palms; created on first start.</summary>
    public string StoreKeyFile { get; set; } = "data/identity.key";

    /// <summary>Days after which unused palms are deleted; at least 1.</summary>
    public int RetentionDays { get; set; } = 365;

    /// <summary>
    /// How long the service may have been off without its clock being doubted: a tenth of the retention period.
    /// </summary>
    internal TimeSpan LongestGap => TimeSpan.FromDays(Math.Max(1, RetentionDays / 10));

    /// <summary>Whether templates are sealed under a key of their event, which "purge-event" destroys.</summary>
    public bool KeyPerEvent { get; set; }

    /// <summary>The key for administration requests, created on first start; empty: admin.key beside the store key.</summary>
    public string AdminKeyFile { get; set; } = "";

    /// <summary>The device keys, written by "provision".</summary>
    public string KeyFile { get; set; } = "data/matcher.keys.json";

    /// <summary>The MQTT broker.</summary>
    public BrokerSettings Broker { get; set; } = new();

    /// <summary>The relying party of the venue's own ticketing.</summary>
    public string Party { get; set; } = PartyNames.Default;

    /// <summary>Further parties that are reached over the venue's broker.</summary>
    public string[] MoreParties { get; set; } = [];

    /// <summary>Further venues.</summary>
    public VenueSettings[] MoreVenues { get; set; } = [];

    /// <summary>This matcher as one of several.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The first venue.</summary>
    internal VenueSettings FirstVenue => new() { KeyFile = KeyFile, Broker = Broker, Party = Party, MoreParties = MoreParties };

    /// <summary>Refuses settings that cannot work.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    internal void Validate()
    {
        FirstVenue.Validate(Section);
        Cluster.Validate(Storage.Database.IsServer(Database));
        for (var i = 0; i < MoreVenues.Length; i++)
        {
            MoreVenues[i].Validate(string.Create(CultureInfo.InvariantCulture, $"{Section}:{nameof(MoreVenues)}:{i}"));
        }

        if (RenewAfterDays < 1)
        {
            throw new InvalidOperationException($"{Section}:{nameof(RenewAfterDays)} must be 1 or more.");
        }

        if (AttemptsPerMinute is < 1 or > MostAttempts)
        {
            throw new InvalidOperationException($"{Section}:{nameof(AttemptsPerMinute)} must be 1 to {MostAttempts}.");
        }
    }

    /// <summary>The enrolment desk's settings; the consent texts are read from their files.</summary>
    internal EnrolmentOptions Enrolment() => new()
    {
        Consent = new ConsentSettings { Version = ConsentVersion, TextFile = ConsentTextFile, Language = ConsentLanguage, Translations = ConsentTranslations }.Load(),
        Consents = Consents.ToDictionary(entry => entry.Key, entry => entry.Value.Load(), StringComparer.Ordinal),
        Screens = BoothScreens,
        RenewAfter = TimeSpan.FromDays(RenewAfterDays),
        KeyPerEvent = KeyPerEvent,
    };

    /// <summary>The path of the key for administration requests.</summary>
    internal string AdminKeyPath => AdminKeyFile.Length > 0
        ? AdminKeyFile
        : Path.Combine(Path.GetDirectoryName(StoreKeyFile) ?? "", "admin.key");

    /// <summary>The path of the web pages' key, which acts for the people who use them.</summary>
    public string PagesKeyPath => BesideAdminKey("pages.key");

    /// <summary>The path of a file beside the administration key.</summary>
    internal string BesideAdminKey(string file) => Path.Combine(Path.GetDirectoryName(AdminKeyPath) ?? "", file);
}

/// <summary>The consent text that guests are shown for a relying party.</summary>
public sealed class ConsentSettings
{
    /// <summary>Its version; 0 for none, so that nobody can enrol for the party.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Its file; empty for the text shipped with the program.</summary>
    public string TextFile { get; set; } = "";

    /// <summary>Its language, as in "en".</summary>
    public string Language { get; set; } = "en";

    /// <summary>The files of the same text in other languages, by language.</summary>
    public Dictionary<string, string> Translations { get; set; } = [];

    /// <summary>The text; null when there is none.</summary>
    internal ConsentText? Load() => Version > 0 ? ConsentText.Load(Version, TextFile, Language, Translations) : null;
}

/// <summary>The broker: one that the host adds to this process, or another one.</summary>
public sealed class BrokerSettings
{
    /// <summary>The broker's address; embedded: the address to listen on.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port; embedded: 0 takes a free one.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>Further brokers of the venue, each host or host:port, with the same account.</summary>
    public string[] More { get; set; } = [];

    /// <summary>Another process: the matcher's account.</summary>
    public BrokerLogin Login { get; set; } = new();

    /// <summary>The addresses of the further brokers.</summary>
    /// <exception cref="InvalidOperationException">One is not an address.</exception>
    public IReadOnlyList<BrokerAddress> MoreAddresses => BrokerAddresses.OfSetting(More, Port, "Broker:More");

    /// <summary>The address to connect to: the loopback if the broker listens on all addresses.</summary>
    public string ClientHost => Host switch
    {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        _ => Host,
    };
}
