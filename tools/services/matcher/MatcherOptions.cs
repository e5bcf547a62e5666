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

    /// <summary>The MQTT broker.</summary>
    public BrokerSettings Broker { get; set; } = new();

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

    /// <summary>The path of the key for administration requests.</summary>
    internal string AdminKeyPath => AdminKeyFile.Length > 0
        ? AdminKeyFile
        : Path.Combine(Path.GetDirectoryName(StoreKeyFile) ?? "", "admin.key");
}

/// <summary>The broker: one that the host adds to this process, or another one.</summary>
public sealed class BrokerSettings
{
    /// <summary>The broker's address; embedded: the address to listen on.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port; embedded: 0 takes a free one.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>Another process: the matcher's account.</summary>
    public BrokerLogin Login { get; set; } = new();

    /// <summary>The address to connect to: the loopback if the broker listens on all addresses.</summary>
    public string ClientHost => Host switch
    {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        _ => Host,
    };
}
