using System.Data.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Storage;
using Pedestal.Web;

namespace Pedestal.Venue;

/// <summary>
/// The web pages inside this process: a web server of their own, which uses this process's HTTP API and broker as it would those of
/// another.
/// </summary>
sealed class EmbeddedPages(MatcherOptions matcher, VenueOptions venue, IServiceProvider own, ILoggerFactory logging, TimeProvider time)
    : Part("pages", time, logging.CreateLogger<EmbeddedPages>())
{
    readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public override bool ServesGuests => false;

    /// <inheritdoc/>
    protected override IHost Create() => PagesHost.Create(
        new PagesOptions
        {
            Urls = venue.Pages.Urls,
            Database = venue.Pages.Database,
            CookieKeyFolder = venue.Pages.CookieKeyFolder,
            LanguageFolder = venue.Pages.LanguageFolder,
            GuestUrl = venue.Pages.GuestUrl,
            OpenIdConnect = venue.Pages.OpenIdConnect,
            VenueKeyFile = matcher.PagesKeyPath,
            FleetKeyFile = venue.FleetKeyFile,
            Broker =
            {
                Host = matcher.Broker.ClientHost,
                Port = own.GetService<EmbeddedBroker>()?.BoundPort ?? matcher.Broker.Port,
                More = [.. matcher.Broker.MoreAddresses.Select(address => address.ToString())],
                Login = LoginOf(venue.Broker),
            },
        },
        Address, logging, _time);

    /// <inheritdoc/>
    protected override bool IsNamed(Exception exception) =>
        exception is StorageException or DbException || base.IsNamed(exception);

    // Known once the process listens, which is after its parts have started.
    Uri? Address()
    {
        var bound = own.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return bound is null ? null : new Uri(bound.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal));
    }

    // A broker that listens on the network wants an account of its neighbours in this process too.
    BrokerLogin LoginOf(VenueBrokerSettings broker)
    {
        var password = AccountProvisioning.PasswordFile(BrokerAccounts.Operators, Path.GetDirectoryName(venue.FleetKeyFile) ?? "");
        return broker.FleetLogin.Username.Length > 0 || !broker.Embedded || !File.Exists(password) ? broker.FleetLogin
            : new BrokerLogin { Username = BrokerAccounts.Operators, PasswordFile = password };
    }
}
