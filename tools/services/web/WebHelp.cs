using Pedestal.Terminal;

namespace Pedestal.Web;

/// <summary>The pages' settings in <c>--help</c>.</summary>
public static class WebHelp
{
    /// <summary>All settings of the pages alone.</summary>
    public static SettingsHelp Settings { get; } = new(PagesOptions.Section, new PagesOptions(), new Dictionary<string, string>(Common(""))
    {
        ["VenueUrl"] = "the venue's HTTP API",
        ["VenueKeyFile"] = "the pages' key for it, which the venue creates at its first start beside its admin.key",
        ["FleetKeyFile"] = "the fleet's keys, written by \"provision\"; empty: no pedestal is shown",
        ["Broker:Host"] = "the MQTT broker at which the pedestals report",
        ["Broker:Port"] = "its TCP port",
        ["Broker:More"] = "further brokers of the venue, each host or host:port, with the same account",
        ["Broker:Login:Username"] = "the account there, such as fleet@pages",
        ["Broker:Login:PasswordFile"] = "the file with its password",
        ["Broker:Login:Tls"] = "true: TLS",
        ["Broker:Login:AuthorityFile"] = "PEM file of the authority behind the broker's certificate; empty: those the system trusts",
    });

    /// <summary>The meaning of the settings that the pages have in a venue's process too, below a path.</summary>
    public static Dictionary<string, string> Common(string path) => new(StringComparer.Ordinal)
    {
        [path + "Urls"] = "addresses of the pages, separated by semicolons",
        [path + "Database"] = "accounts and what people did at the pages: an SQLite file, or postgresql:...",
        [path + "CookieKeyFolder"] = "the folder of the keys that protect cookies, created at first start",
        [path + "LanguageFolder"] = "the folder of further languages for guests, one JSON file each; empty: none",
        [path + "GuestUrl"] = "address at which guests' telephones reach the pages, for the QR code at a booth; empty: the screen's",
        [path + "OpenIdConnect:Authority"] = "another system at which people sign in too; empty: only accounts of the pages",
        [path + "OpenIdConnect:ClientId"] = "the client that the pages are there",
        [path + "OpenIdConnect:ClientSecretFile"] = "the file with its secret",
        [path + "OpenIdConnect:NameClaim"] = "the claim with a person's name",
        [path + "OpenIdConnect:RoleClaim"] = "the claim with a role: steward, supervisor, privacy-officer or administrator",
        [path + "OpenIdConnect:Title"] = "what the button says",
    };
}
