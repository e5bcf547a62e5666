using Pedestal.Hal;
using Pedestal.Messaging;

namespace Pedestal.Web;

/// <summary>The settings of the pages: section "Pages" of the usual .NET configuration, or "Matcher:Pages" inside a venue's process.</summary>
public sealed class PagesOptions
{
    /// <summary>Name of the section while the pages run alone.</summary>
    public const string Section = "Pages";

    /// <summary>The addresses that browsers use, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://localhost:5080";

    /// <summary>Accounts and acts: an SQLite file, or "postgresql:" and a connection string.</summary>
    public string Database { get; set; } = "data/pages.db";

    /// <summary>The folder of the keys that protect cookies; created at first start.</summary>
    public string CookieKeyFolder { get; set; } = "data/pages.cookies";

    /// <summary>The folder of further languages for guests, one JSON file each, such as pt.json; empty for none.</summary>
    public string LanguageFolder { get; set; } = "";

    /// <summary>The address at which guests' telephones reach these pages, for the QR code at a booth; empty for that of the booth's screen.</summary>
    public string GuestUrl { get; set; } = "";

    /// <summary>The venue's HTTP API.</summary>
    public string VenueUrl { get; set; } = "http://localhost:5000";

    /// <summary>The pages' key for it, which the venue creates at its first start.</summary>
    public string VenueKeyFile { get; set; } = "data/pages.key";

    /// <summary>The fleet's keys, with which people command pedestals; written by "provision". Empty: no pedestal is shown.</summary>
    public string FleetKeyFile { get; set; } = "data/fleet.keys.json";

    /// <summary>The MQTT broker at which the pedestals report.</summary>
    public PagesBroker Broker { get; set; } = new();

    /// <summary>Sign-in by another system, beside the local accounts.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();
}

/// <summary>The broker, as an operator's program uses it.</summary>
public sealed class PagesBroker
{
    /// <summary>Its name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Its TCP port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>Further brokers of the venue, each host or host:port, with the same account.</summary>
    public string[] More { get; set; } = [];

    /// <summary>The addresses of all of them.</summary>
    /// <exception cref="InvalidOperationException">One is not an address.</exception>
    internal IReadOnlyList<BrokerAddress> Addresses => [new(Host, Port), .. BrokerAddresses.OfSetting(More, Port, "Broker:More")];

    /// <summary>The account, such as fleet@pages.</summary>
    public BrokerLogin Login { get; set; } = new();
}

/// <summary>Sign-in by OpenID Connect. Roles come with the person, so that nobody is listed here.</summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>The issuer's address; empty: only local accounts.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The client that these pages are there.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The file whose first line is the client's secret; empty for a client without one.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>The claim with the person's name.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim with the role: steward, supervisor, privacy-officer or administrator.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What the button says.</summary>
    public string Title { get; set; } = "Sign in with the venue's account";

    /// <summary>Whether it is used.</summary>
    internal bool IsUsed => Authority.Length > 0;
}
