using Pedestal.Terminal;

namespace Pedestal.Matcher;

/// <summary>The matcher's settings in <c>--help</c>.</summary>
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
        ["AccountFile"] = "embedded broker: the file of accounts, written by \"provision\"; empty: broker.accounts beside the device keys",
        ["AdminKeyFile"] = "the key for administration requests, created on first start; empty: admin.key beside the store key",
        ["FalseAcceptRate"] = "share of strangers' attempts that may be accepted, above 0 and up to 0.1",
        ["AttemptsPerMinute"] = "palm requests allowed for one pedestal per minute, 1 to 1000000",
        ["ConsentVersion"] = "version of the consent text shown to guests; 0: nobody can enrol",
        ["ConsentTextFile"] = "the text's file; empty for the text shipped with the program",
        ["RetentionDays"] = "days after which unused palms are deleted",
        ["KeyPerEvent"] = "true: templates are sealed under a key of the event, see \"purge-event\"",
        ["Broker:Embedded"] = "false: an MQTT 5 broker of your own, such as Mosquitto; see \"certificates\"",
        ["Broker:Host"] = "its address; embedded: the address to listen on, 0.0.0.0 for all, which requires accounts",
        ["Broker:NeedsAccounts"] = "embedded: true requires accounts on the loopback too",
        ["Broker:Port"] = "its TCP port",
        ["Broker:Login:Username"] = "a broker of your own: the matcher's account",
        ["Broker:Login:PasswordFile"] = "the file with its password",
        ["Broker:Login:Tls"] = "true: TLS",
        ["Broker:Login:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
        ["Broker:TicketingLogin:Username"] = "the account of ticketing in this process",
        ["Broker:TicketingLogin:PasswordFile"] = "the file with its password",
        ["Broker:TicketingLogin:Tls"] = "true: TLS",
        ["Broker:TicketingLogin:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
        ["Ticketing:Embedded"] = "false: ticketing is another process on the same broker",
        ["Ticketing:Database"] = "accounts and tickets: an SQLite file, or postgresql:...",
        ["Ticketing:KeyFile"] = "ticketing's device keys, written by \"provision\"",
        ["Ticketing:External:BaseUrl"] = "a ticketing system used over HTTP instead of the database",
        ["Ticketing:External:ApiKeyFile"] = "the file with its key",
        ["Ticketing:External:TimeoutMilliseconds"] = "longest wait for its response, 10 to 1000",
        ["Ticketing:OfflineLanes"] = "pedestals that may admit rotating tickets by themselves, in the order of their lanes",
        ["Ticketing:ConfirmEnrolments"] = "true: an enrolment waits until its account confirms it",
        ["Ticketing:BoothsInside"] = "enrolment pedestals inside the venue: a ticket that was just used to enter still opens an enrolment there",
    };
}
