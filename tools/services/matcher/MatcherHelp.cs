using Pedestal.Terminal;

namespace Pedestal.Matcher;

/// <summary>The matcher's settings in <c>--help</c>.</summary>
public static class MatcherHelp
{
    /// <summary>All settings.</summary>
    public static SettingsHelp Settings { get; } = new(MatcherOptions.Section, new MatcherOptions(), Meanings());

    static Dictionary<string, string> Meanings() => new(StringComparer.Ordinal)
    {
        ["Database"] = "sealed palms and tokens: an SQLite file, or postgresql:...",
        ["StoreKeyFile"] = "their key, created on first start; keep a backup elsewhere",
        ["KeyFile"] = "device keys, written by \"provision\"",
        ["AdminKeyFile"] = "the key for administration requests, created on first start; empty: admin.key beside the store key",
        ["FalseAcceptRate"] = "share of strangers' attempts that may be accepted, above 0 and up to 0.1",
        ["AttemptsPerMinute"] = "palm requests allowed for one pedestal per minute, 1 to 1000000",
        ["ConsentVersion"] = "version of the consent text shown to guests; 0: nobody can enrol",
        ["ConsentTextFile"] = "the text's file; empty for the text shipped with the program",
        ["ConsentLanguage"] = "the text's language",
        ["RenewAfterDays"] = "days after which a known palm is captured again when its guest comes to enrol",
        ["RetentionDays"] = "days after which unused palms are deleted",
        ["KeyPerEvent"] = "true: templates are sealed under a key of the event, see \"purge-event\"",
        ["Party"] = "the relying party of the venue's own ticketing",
        ["MoreParties"] = "further parties at the venue's broker, whose keys \"provision --party\" made",
        ["MoreVenues"] = "further venues: each a KeyFile, a Broker, the Party of its ticketing, and MoreParties",
        ["ConsentTranslations"] = "the files of the same text in other languages, by language, as ConsentTranslations:it=FILE",
        ["BoothScreens"] = "pedestals beside which a screen shows the text: no palm is kept there before the guest has agreed on it",
        ["Consents"] = "the Version, TextFile, Language and Translations of a party that shows guests another consent text",
        ["Broker:Host"] = "the MQTT 5 broker; a venue's embedded one listens there, 0.0.0.0 for all, which requires accounts",
        ["Broker:Port"] = "its TCP port",
        ["Broker:More"] = "further brokers of the venue, each host or host:port, with the same account",
        ["Broker:Login:Username"] = "a broker in another process: the matcher's account",
        ["Broker:Login:PasswordFile"] = "the file with its password",
        ["Broker:Login:Tls"] = "true: TLS",
        ["Cluster:Node"] = "its name among several matchers that share a PostgreSQL database and the requests at Mosquitto; empty for the only one",
        ["Cluster:Address"] = "the name or address at which the others reach it",
        ["Cluster:Port"] = "the TCP port there",
        ["Cluster:Shards"] = "in how many shards the matchers hold everybody's palms, the same on all; 0: each holds all; stop all nodes before it is changed",
        ["Cluster:Copies"] = "on how many matchers each shard is, 1 to 3; stop all nodes before it is changed",
        ["Cluster:Room"] = "how many copies of shards this matcher may hold, and one more while copies change places; 0: any number",
        ["Cluster:Dashboard"] = "address on the loopback of the cluster's dashboard, as in http://localhost:8080; empty for none",
        ["Broker:Login:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
    };
}
