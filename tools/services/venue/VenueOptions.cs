using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Ticketing;
using Pedestal.Web;

namespace Pedestal.Venue;

/// <summary>What a whole venue in one process has beside the matcher: settings of the same section of the configuration.</summary>
public sealed class VenueOptions
{
    /// <summary>
    /// The embedded broker's accounts, written by "provision"; empty: broker.accounts beside the device keys.
    /// </summary>
    public string AccountFile { get; set; } = "";

    /// <summary>The fleet's keys, with which operators open a lane by hand; written by "provision". Empty: they open none.</summary>
    public string FleetKeyFile { get; set; } = "data/fleet.keys.json";

    /// <summary>The MQTT broker.</summary>
    public VenueBrokerSettings Broker { get; set; } = new();

    /// <summary>The ticketing component.</summary>
    public TicketingSettings Ticketing { get; set; } = new();

    /// <summary>The web pages.</summary>
    public PagesSettings Pages { get; set; } = new();

    /// <summary>The ticketing of further relying parties in this process, by party; each with a database and keys of its own.</summary>
    public Dictionary<string, TicketingSettings> Parties { get; set; } = [];

    /// <summary>The parties whose ticketing is in this process, the venue's own first.</summary>
    /// <exception cref="InvalidOperationException">Two of them would share a database or keys.</exception>
    internal IReadOnlyList<(string Name, TicketingSettings Settings)> PartiesHere()
    {
        List<(string Name, TicketingSettings Settings)> all =
        [
            (PartyNames.Default, Ticketing), .. Parties.OrderBy(party => party.Key, StringComparer.Ordinal).Select(party => (party.Key, party.Value)),
        ];
        foreach (var (name, settings) in all.Skip(1))
        {
            if (all.Any(other => other.Name != name && (other.Settings.Database == settings.Database || other.Settings.KeyFile == settings.KeyFile)))
            {
                throw new InvalidOperationException(
                    $"{MatcherOptions.Section}:{nameof(Parties)}:{name} needs a Database and a KeyFile of its own, such as data/ticketing.{name}.db and "
                    + $"data/ticketing.{name}.keys.json, which \"provision --party {name}\" writes.");
            }
        }

        return [.. all.Where(party => party.Settings.Embedded)];
    }

    /// <summary>The path of the broker's account file.</summary>
    internal string AccountPath(MatcherOptions matcher) => AccountFile.Length > 0
        ? AccountFile
        : Path.Combine(Path.GetDirectoryName(matcher.KeyFile) ?? "", AccountProvisioning.File);
}

/// <summary>The broker: one inside this process, or another one.</summary>
public sealed class VenueBrokerSettings
{
    /// <summary>Whether the broker runs in this process.</summary>
    public bool Embedded { get; set; } = true;

    /// <summary>Embedded: whether clients on this machine need accounts too; clients elsewhere always do.</summary>
    public bool NeedsAccounts { get; set; }

    /// <summary>A broker of your own: embedded ticketing's account.</summary>
    public BrokerLogin TicketingLogin { get; set; } = new();

    /// <summary>A broker of your own: the account that opens lanes by hand.</summary>
    public BrokerLogin FleetLogin { get; set; } = new();
}

/// <summary>The web pages: a web server of their own, by default in this process.</summary>
public sealed class PagesSettings
{
    /// <summary>Whether the pages run in this process.</summary>
    public bool Embedded { get; set; }

    /// <summary>The addresses that browsers use, separated by semicolons.</summary>
    public string Urls { get; set; } = new PagesOptions().Urls;

    /// <summary>Accounts and acts: an SQLite file, or "postgresql:" and a connection string.</summary>
    public string Database { get; set; } = new PagesOptions().Database;

    /// <summary>The folder of the keys that protect cookies; created at first start.</summary>
    public string CookieKeyFolder { get; set; } = new PagesOptions().CookieKeyFolder;

    /// <summary>The folder of further languages for guests, one JSON file each; empty for none.</summary>
    public string LanguageFolder { get; set; } = "";

    /// <summary>The address at which guests' telephones reach the pages, for the QR code at a booth; empty for that of the booth's screen.</summary>
    public string GuestUrl { get; set; } = "";

    /// <summary>Sign-in by another system, beside the local accounts.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();
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

    /// <summary>Embedded: its name among several that share a PostgreSQL database and the requests at a broker of your own.</summary>
    public string Node { get; set; } = "";

    /// <summary>Embedded: another ticketing system, used over HTTP instead of the database.</summary>
    public ExternalTicketsOptions External { get; set; } = new();

    /// <summary>Embedded: tickets sold with pretix.</summary>
    public PretixOptions Pretix { get; set; } = new();

    /// <summary>Embedded: the pedestals that may admit rotating tickets by themselves, in the order of their lanes.</summary>
    public string[] OfflineLanes { get; set; } = [];

    /// <summary>Embedded: the enrolment pedestals inside the venue.</summary>
    public string[] BoothsInside { get; set; } = [];

    /// <summary>Embedded: whether an enrolment waits until its account confirms it.</summary>
    public bool ConfirmEnrolments { get; set; }
}
