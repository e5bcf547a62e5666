using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Ticketing;
using Pedestal.Venue;
using Pedestal.Web.Accounts;

namespace Pedestal.Web.Tests;

/// <summary>A venue in one process with its pages, as it runs by default: broker over TCP, SQLite, HTTP on free ports.</summary>
sealed class WebSite : IAsyncDisposable
{
    /// <summary>The password of everybody with a local account.</summary>
    public const string Password = "a long evening";

    readonly TestFolder _folder = new();
    readonly RecordingLog _log = new();
    readonly Browser _browser;
    readonly List<IBrowserContext> _contexts = [];
    OpenIdConnectSettings _other = new();
    WebApplication _app = null!;

    WebSite(Browser browser) => _browser = browser;

    /// <summary>Whatever the process logged.</summary>
    public string Log => _log.Text;

    /// <summary>The address of the pages.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The accounts.</summary>
    public AccountBook Accounts => Pages.GetRequiredService<AccountBook>();

    /// <summary>The services of the pages' host.</summary>
    public IServiceProvider Pages => Part("pages").Services;

    /// <summary>A part of the process.</summary>
    public Part Part(string name) => _app.Services.GetServices<Part>().Single(part => part.Name == name);

    /// <summary>Ticketing's store.</summary>
    public TicketStore Tickets => _app.Services.GetRequiredService<TicketingPart>().Services.GetRequiredService<TicketStore>();

    /// <summary>The broker's port.</summary>
    public int BrokerPort => _app.Services.GetRequiredService<EmbeddedBroker>().BoundPort;

    /// <summary>Requests of any page that went elsewhere than to the pages.</summary>
    public List<string> Elsewhere { get; } = [];

    /// <summary>What any page's console said as an error, such as a violation of the content security policy.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The keys of a pedestal.</summary>
    public DeviceKeys KeysOf(string device) => DeviceKeys.Load(_folder.PathOf($"{device}.keys.json"));

    /// <summary>Starts one with the pedestals gate-1 and gate-2.</summary>
    public static async Task<WebSite> StartAsync(Browser browser, OpenIdConnectSettings? other = null, int furtherGates = 0)
    {
        var site = new WebSite(browser) { _other = other ?? new OpenIdConnectSettings() };
        Provisioning.Provision("demo", "gate-1", site._folder.Info.FullName, DeviceRoles.Entry | DeviceRoles.Exit | DeviceRoles.Enrolment);
        Provisioning.Provision("demo", "gate-2", site._folder.Info.FullName, DeviceRoles.Entry);
        foreach (var gate in Enumerable.Range(3, furtherGates))
        {
            Provisioning.Provision("demo", $"gate-{gate}", site._folder.Info.FullName, DeviceRoles.Entry, entrance: gate % 2 == 0 ? "north" : "west");
        }

        await site.OpenAsync("http://127.0.0.1:0");
        return site;
    }

    /// <summary>Ends the process and starts it again at the same addresses.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await OpenAsync(Url.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>
    /// A new page of somebody who has signed in: at another system, so that no password is hashed, or with the stamp of a local account.
    /// </summary>
    public async Task<IPage> SignedInAsync(
        string name, PersonRole role, bool telephone = false, ColorScheme scheme = ColorScheme.Light, string? stamp = null,
        bool withScripts = true)
    {
        var page = await NewPageAsync(telephone, scheme, withScripts);
        var format = Pages.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        var ticket = new AuthenticationTicket(
            PersonRoles.Principal(name, role, CookieAuthenticationDefaults.AuthenticationScheme, stamp),
            new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) },
            CookieAuthenticationDefaults.AuthenticationScheme);
        await page.Context.AddCookiesAsync(
        [
            new Cookie { Name = "pedestal.person", Value = format.Protect(ticket), Url = Url.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Strict },
        ]);
        return page;
    }

    /// <summary>A new page of nobody.</summary>
    public async Task<IPage> NewPageAsync(bool telephone = false, ColorScheme scheme = ColorScheme.Light, bool withScripts = true)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Url.ToString(), ColorScheme = scheme, JavaScriptEnabled = withScripts, ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = telephone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(60_000);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Url.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Elsewhere.Add(request.Url);
            }
        };
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Add($"{message.Text} {message.Location}");
            }
        };
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    async Task OpenAsync(string pages)
    {
        var options = new MatcherOptions
        {
            Database = _folder.PathOf("identity.db"), StoreKeyFile = _folder.PathOf("identity.key"),
            KeyFile = _folder.PathOf(Provisioning.MatcherFile), AttemptsPerMinute = 1_000_000,
            BoothScreens = ["gate-1"], Broker = { Port = 0 },
        };
        var venue = new VenueOptions
        {
            FleetKeyFile = _folder.PathOf(Provisioning.FleetFile),
            Ticketing = { Database = _folder.PathOf("ticketing.db"), KeyFile = _folder.PathOf(Provisioning.TicketingFile) },
            Pages =
            {
                Embedded = true, Urls = pages, Database = _folder.PathOf("pages.db"), CookieKeyFolder = _folder.PathOf("cookies"), OpenIdConnect = _other,
            },
        };
        _app = VenueHost.Create(options, venue, KeyRing.Load(_folder.PathOf(Provisioning.MatcherFile)),
            builder => builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information)
                .AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddProvider(_log));
        await _app.StartAsync(CancellationToken.None);
        Url = new Uri(Pages.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
