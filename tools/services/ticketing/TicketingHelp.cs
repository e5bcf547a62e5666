using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>Ticketing's settings in <c>--help</c>.</summary>
static class TicketingHelp
{
    /// <summary>All settings.</summary>
    public static SettingsHelp Settings { get; } = new(TicketingOptions.Section, new TicketingOptions(), new Dictionary<string, string>
    {
        ["Venue"] = "the venue in the topics; as in the key file",
        ["Party"] = "the relying party whose tickets these are; \"ticketing\" is the venue's own",
        ["Database"] = "accounts and tickets: an SQLite file, or postgresql:...",
        ["KeyFile"] = "the pedestals' and the matcher's keys, written by \"venue provision\"",
        ["CodeKeyFile"] = "the key of rotating codes, created on first start; empty: ticketing.codes.key beside the key file",
        ["External:BaseUrl"] = "a ticketing system used over HTTP instead of the database",
        ["External:ApiKeyFile"] = "the file with its key",
        ["External:TimeoutMilliseconds"] = "longest wait for its response, 10 to 1000",
        ["Pretix:Lists"] = "check-in lists of pretix, each as EVENT/LIST or EVENT/LIST@ENTRANCE,...: tickets sold with pretix",
        ["Pretix:DeviceFile"] = "the file with the device's key, written by \"pretix connect\"",
        ["Pretix:Online"] = "true: pretix decides about each guest; false: this venue does, by its mirror of pretix",
        ["Pretix:TimeoutMilliseconds"] = "longest wait for a decision of pretix, 10 to 1000",
        ["OfflineLanes"] = "pedestals that may admit rotating tickets by themselves, in the order of their lanes",
        ["BoothsInside"] = "enrolment pedestals inside the venue: a ticket that was just used to enter still opens an enrolment there",
        ["ConfirmEnrolments"] = "true: an enrolment waits until its account confirms it",
        ["Node"] = "its name among several that share a PostgreSQL database and the requests at Mosquitto; empty for the only one",
        ["BrokerHost"] = "the MQTT broker",
        ["BrokerPort"] = "its TCP port",
        ["MoreBrokers"] = "further brokers of the venue, each host or host:port, with the same account",
        ["BrokerLogin:Username"] = "ticketing's account; empty for none",
        ["BrokerLogin:PasswordFile"] = "the file with its password",
        ["BrokerLogin:Tls"] = "true: TLS",
        ["BrokerLogin:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
    });
}
