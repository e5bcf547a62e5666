using Microsoft.Extensions.Configuration;
using Pedestal.Matcher;
using Pedestal.Terminal;
using Pedestal.Web;

namespace Pedestal.Venue;

/// <summary>The settings in <c>--help</c> that a venue has beside the matcher's.</summary>
static class VenueHelp
{
    /// <summary>All of them.</summary>
    public static SettingsHelp Settings { get; } = new(MatcherOptions.Section, VenueHost.SettingsOf(new ConfigurationManager()), Meanings());

    static Dictionary<string, string> Meanings() => new(WebHelp.Common("Pages:"))
    {
        ["Pages:Embedded"] = "false: no web pages in this process",
        ["AccountFile"] = "embedded broker: the file of accounts, written by \"provision\"; empty: broker.accounts beside the device keys",
        ["FleetKeyFile"] = "the fleet's keys, written by \"provision\", with which operators open lanes; empty: they open none",
        ["Broker:Embedded"] = "false: an MQTT 5 broker of your own, such as Mosquitto; see \"certificates\"",
        ["Broker:NeedsAccounts"] = "embedded: true requires accounts on the loopback too",
        ["Broker:TicketingLogin:Username"] = "the account of ticketing in this process",
        ["Broker:TicketingLogin:PasswordFile"] = "the file with its password",
        ["Broker:TicketingLogin:Tls"] = "true: TLS",
        ["Broker:TicketingLogin:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
        ["Broker:FleetLogin:Username"] = "the account that opens lanes at a broker of your own, such as fleet@venue",
        ["Broker:FleetLogin:PasswordFile"] = "the file with its password",
        ["Broker:FleetLogin:Tls"] = "true: TLS",
        ["Broker:FleetLogin:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
        ["Parties"] = "ticketing of further parties in this process: for each the settings of Ticketing, with a Database and a KeyFile of its own",
        ["Ticketing:Embedded"] = "false: ticketing is another process on the same broker",
        ["Ticketing:Database"] = "accounts and tickets: an SQLite file, or postgresql:...",
        ["Ticketing:Node"] = "its name among several that share a PostgreSQL database and the requests at Mosquitto; empty for the only one",
        ["Ticketing:KeyFile"] = "ticketing's device keys, written by \"provision\"",
        ["Ticketing:External:BaseUrl"] = "a ticketing system used over HTTP instead of the database",
        ["Ticketing:External:ApiKeyFile"] = "the file with its key",
        ["Ticketing:External:TimeoutMilliseconds"] = "longest wait for its response, 10 to 1000",
        ["Ticketing:Pretix:Lists"] = "check-in lists of pretix, each as EVENT/LIST or EVENT/LIST@ENTRANCE,...: tickets sold with pretix",
        ["Ticketing:Pretix:DeviceFile"] = "the file with the device's key, written by \"pretix connect\"",
        ["Ticketing:Pretix:Online"] = "true: pretix decides about each guest; false: this venue does, by its mirror of pretix",
        ["Ticketing:Pretix:TimeoutMilliseconds"] = "longest wait for a decision of pretix, 10 to 1000",
        ["Ticketing:OfflineLanes"] = "pedestals that may admit rotating tickets by themselves, in the order of their lanes",
        ["Ticketing:ConfirmEnrolments"] = "true: an enrolment waits until its account confirms it",
        ["Ticketing:BoothsInside"] = "enrolment pedestals inside the venue: a ticket that was just used to enter still opens an enrolment there",
    };
}
