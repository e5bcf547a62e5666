using Pedestal.Identity;
using Pedestal.Matching;
using Pedestal.Messaging;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>The matcher's settings: section "Matcher" of the usual .NET configuration.</summary>
public sealed class MatcherOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Matcher";

    const int MostAttempts = 1_000_000;

    /// <summary>The event whose gallery is searched and whose tickets are redeemed.</summary>
    public string Event
    {
        get;
        set => field = NameRule.Normalise(value);
    } = "tonight";

    /// <summary>Version of the consent text shown at the enrolment pedestals; 0 for none, so that nobody can enrol.</summary>
    public int ConsentVersion { get; set; } = 1;

    /// <summary>The consent text's file; empty for the text shipped with the program.</summary>
    public string ConsentTextFile { get; set; } = "";

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

    /// <summary>
    /// The embedded broker's accounts, written by "provision"; empty: broker.accounts beside the device keys.
    /// </summary>
    public string AccountFile { get; set; } = "";

    /// <summary>The MQTT broker.</summary>
    public BrokerSettings Broker { get; set; } = new();

    /// <summary>The ticketing component.</summary>
    public TicketingSettings Ticketing { get; set; } = new();

    /// <summary>Refuses settings that cannot work.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    internal void Validate()
    {
        if (NameRule.RefusalOf(Event) is { } reason)
        {
            throw new InvalidOperationException($"{Section}:Event {reason}.");
        }

        if (AttemptsPerMinute is < 1 or > MostAttempts)
        {
            throw new InvalidOperationException($"{Section}:{nameof(AttemptsPerMinute)} must be 1 to {MostAttempts}.");
        }
    }

    /// <summary>The consent text; null when there is none.</summary>
    internal ConsentText? Consent => ConsentVersion > 0 ? ConsentText.Load(ConsentVersion, ConsentTextFile) : null;

    /// <summary>The path of the broker's account file.</summary>
    internal string AccountPath => AccountFile.Length > 0
        ? AccountFile
        : Path.Combine(Path.GetDirectoryName(KeyFile) ?? "", AccountProvisioning.File);

    /// <summary>The path of the key for administration requests.</summary>
    internal string AdminKeyPath => AdminKeyFile.Length > 0
        ? AdminKeyFile
        : Path.Combine(Path.GetDirectoryName(StoreKeyFile) ?? "", "admin.key");
}

/// <summary>The broker: one inside this process, or another one.</summary>
public sealed class BrokerSettings
{
    /// <summary>Whether the broker runs in this process.</summary>
    public bool Embedded { get; set; } = true;

    /// <summary>The broker's address; embedded: the address to listen on.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port; embedded: 0 takes a free one.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>Embedded: whether clients on this machine need accounts too; clients elsewhere always do.</summary>
    public bool NeedsAccounts { get; set; }

    /// <summary>A broker of your own: the matcher's account.</summary>
    public BrokerLogin Login { get; set; } = new();

    /// <summary>A broker of your own: embedded ticketing's account.</summary>
    public BrokerLogin TicketingLogin { get; set; } = new();

    /// <summary>The address to connect to: the loopback if the broker listens on all addresses.</summary>
    internal string ClientHost => Host switch
    {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        _ => Host,
    };
}

/// <summary>Ticketing: a component of its own, by default in this process.</summary>
public sealed class TicketingSettings
{
    /// <summary>Whether ticketing runs in this process.</summary>
    public bool Embedded { get; set; } = true;

    /// <summary>Embedded: accounts and tickets; an SQLite file, or "postgresql:" and a connection string.</summary>
    public string Database { get; set; } = "data/ticketing.db";

    /// <summary>Embedded: ticketing's device keys, written by "provision".</summary>
    public string KeyFile { get; set; } = "data/ticketing.keys.json";

    /// <summary>Embedded: another ticketing system, used over HTTP instead of the database.</summary>
    public ExternalTicketsOptions External { get; set; } = new();

    /// <summary>Embedded: the pedestals that may admit rotating tickets by themselves, in the order of their lanes.</summary>
    public string[] OfflineLanes { get; set; } = [];

    /// <summary>Embedded: the enrolment pedestals inside the venue.</summary>
    public string[] BoothsInside { get; set; } = [];

    /// <summary>Embedded: whether an enrolment waits until its account confirms it.</summary>
    public bool ConfirmEnrolments { get; set; }
}
