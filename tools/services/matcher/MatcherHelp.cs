using Pedestal.Terminal;

namespace Pedestal.Matcher;

/// <summary>What <c>--help</c> says about the matcher's settings.</summary>
static class MatcherHelp
{
    /// <summary>All settings.</summary>
    public static SettingsHelp Settings { get; } = new(MatcherOptions.Section, new MatcherOptions(), Meanings());

    static Dictionary<string, string> Meanings() => new(StringComparer.Ordinal)
    {
        ["Event"] = "the event whose gallery is searched",
        ["Database"] = "sealed palms and tokens: an SQLite file, or postgresql:...",
        ["StoreKeyFile"] = "their key, created on first start; keep a backup elsewhere",
        ["KeyFile"] = "device keys, written by \"provision\"",
        ["AccountFile"] = "embedded: accounts at the broker, written by \"provision\"; empty: broker.accounts beside the device keys",
        ["AdminKeyFile"] = "key of administration requests, created on first start; empty: admin.key beside the store key",
        ["FalseAcceptRate"] = "share of strangers' attempts that may be accepted, above 0 and up to 0.1",
        ["AttemptsPerMinute"] = "palms that one pedestal may ask about within a minute, 1 to 1000000",
        ["ConsentVersion"] = "version of the consent text shown to guests; 0: nobody enrols",
        ["ConsentTextFile"] = "the text; empty for the one that comes with the program",
        ["RetentionDays"] = "palms that were not used for so long are deleted",
        ["KeyPerEvent"] = "true: templates under a key of the event, see \"purge-event\"",
        ["Broker:Embedded"] = "false: an MQTT 5 broker of your own, such as Mosquitto; see \"certificates\"",
        ["Broker:Host"] = "embedded: address to listen on; 0.0.0.0 for all, and then for accounts only",
        ["Broker:NeedsAccounts"] = "embedded: true: for accounts only, also on the loopback",
        ["Broker:Port"] = "its TCP port",
        ["Broker:Login:Username"] = "a broker of your own: the matcher's account there",
        ["Broker:Login:PasswordFile"] = "the file with its password",
        ["Broker:Login:Tls"] = "true: encrypted",
        ["Broker:Login:AuthorityFile"] = "PEM file of who issued the broker's certificate; empty: whom the system trusts",
        ["Broker:TicketingLogin:Username"] = "the account of ticketing in this process",
        ["Broker:TicketingLogin:PasswordFile"] = "the file with its password",
        ["Broker:TicketingLogin:Tls"] = "true: encrypted",
        ["Broker:TicketingLogin:AuthorityFile"] = "PEM file of who issued the broker's certificate; empty: whom the system trusts",
        ["Ticketing:Embedded"] = "false: ticketing is another process at the same broker",
        ["Ticketing:Database"] = "accounts and tickets: an SQLite file, or postgresql:...",
        ["Ticketing:KeyFile"] = "ticketing's device keys, written by \"provision\"",
        ["Ticketing:External:BaseUrl"] = "a ticketing system asked over HTTP instead of the database",
        ["Ticketing:External:ApiKeyFile"] = "the file with its key",
        ["Ticketing:External:TimeoutMilliseconds"] = "longest wait for it, 10 to 1000",
        ["Ticketing:OfflineLanes"] = "pedestals that may admit rotating tickets by themselves, in the order of their lanes",
        ["Ticketing:ConfirmEnrolments"] = "true: an enrolment waits until its account confirms it",
        ["Ticketing:BoothsInside"] = "enrolment pedestals behind the gates: a ticket just entered with still opens an enrolment there",
    };
}
