using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>What <c>--help</c> says about ticketing's settings.</summary>
static class TicketingHelp
{
    /// <summary>All settings.</summary>
    public static SettingsHelp Settings { get; } = new(TicketingOptions.Section, new TicketingOptions(), new Dictionary<string, string>
    {
        ["Venue"] = "the venue in the topics; must be the key file's",
        ["Event"] = "tonight's event: only its tickets open a gate",
        ["Database"] = "accounts and tickets: an SQLite file, or postgresql:...",
        ["KeyFile"] = "the pedestals' and the matcher's keys, written by \"matcher provision\"",
        ["CodeKeyFile"] = "the key of rotating codes, created on first start; empty: ticketing.codes.key beside the key file",
        ["External:BaseUrl"] = "a ticketing system asked over HTTP instead of the database",
        ["External:ApiKeyFile"] = "the file with its key",
        ["External:TimeoutMilliseconds"] = "longest wait for it, 10 to 1000",
        ["OfflineLanes"] = "pedestals that may admit rotating tickets by themselves, in the order of their lanes",
        ["BoothsInside"] = "enrolment pedestals behind the gates: a ticket just entered with still opens an enrolment there",
        ["ConfirmEnrolments"] = "true: an enrolment waits until its account confirms it",
        ["BrokerHost"] = "the MQTT broker",
        ["BrokerPort"] = "its TCP port",
        ["BrokerLogin:Username"] = "the account there; empty for none",
        ["BrokerLogin:PasswordFile"] = "the file with its password",
        ["BrokerLogin:Tls"] = "true: encrypted",
        ["BrokerLogin:AuthorityFile"] = "PEM file of who issued the broker's certificate; empty: whom the system trusts",
    });
}
