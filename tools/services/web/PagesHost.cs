using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;
using Pedestal.Messaging;
using Pedestal.Web.Accounts;
using Pedestal.Web.Guests;
using Pedestal.Web.Guests.Booth;
using Pedestal.Web.Guests.MyPalm;
using Pedestal.Web.Live;
using Pedestal.Web.Operators.SignIn;
using Pedestal.Web.Security;
using Pedestal.Web.Services;

namespace Pedestal.Web;

/// <summary>Builds the pages: a web server of their own, in a process of their own or in the venue's.</summary>
public static class PagesHost
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A page on a busy telephone or machine is not gone because it is late.
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);
    static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(60);

    /// <summary>Builds the pages from the configuration: settings, environment, command line.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(ServiceHosting.ReadOnce(args));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddServiceLog();
        var options = builder.Configuration.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions();
        var venue = Uri.TryCreate(options.VenueUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new InvalidOperationException(
                $"{PagesOptions.Section}:{nameof(PagesOptions.VenueUrl)} is no address such as http://localhost:5000.");
        return Build(builder, options, () => venue);
    }

    /// <summary>Builds the pages inside another process.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="venue">The address of the venue's HTTP API; null until it is known.</param>
    /// <param name="logging">The process's log.</param>
    /// <param name="time">The time.</param>
    public static WebApplication Create(PagesOptions options, Func<Uri?> venue, ILoggerFactory logging, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PagesHost).Assembly.GetName().Name, Args = ServiceHosting.ReadOnce([]),
        });
        builder.Services.AddSingleton(logging).AddSingleton(time).AddSingleton<IHostLifetime, InnerLifetime>();
        return Build(builder, options, venue);
    }

    static WebApplication Build(WebApplicationBuilder builder, PagesOptions options, Func<Uri?> venue)
    {
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddSignIn(options);
        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(own => new AccountBook(options.Database, own.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new VenueClient(new HttpClient { Timeout = Patience }, venue, options.VenueKeyFile));
        services.AddSingleton<TicketsApi>().AddSingleton<StatusApi>().AddSingleton<PalmsApi>();
        services.AddSingleton<GuestsApi>().AddSingleton<BoothApi>().AddSingleton<BoothCookie>();
        services.AddSingleton(own => new GuestLanguages(options.LanguageFolder, own.GetRequiredService<ILogger<GuestLanguages>>()));
        services.AddSingleton<FleetWatch>().AddHostedService(own => own.GetRequiredService<FleetWatch>());
        services.AddSingleton<SettingsTrials>();
        services.AddSingleton<NightFeed>().AddHostedService(own => own.GetRequiredService<NightFeed>());
        services.AddRateLimits();
        services.AddHostedService<FirstLink>();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
            (hub.KeepAliveInterval, hub.ClientTimeoutInterval) = (KeepAlive, GoneAfter));
        services.AddMudServices();

        var app = builder.Build();

        // What a file of a language lacks is reported at the start.
        _ = app.Services.GetRequiredService<GuestLanguages>();
        app.UseForwardedHeaders(new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        });
        app.UseSecurityHeaders();
        app.UseAssets();
        app.UseGuestLanguages();
        app.UseRefusalPages();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapGet("/alive", () => Results.Text("up")).ShortCircuit();
        if (options.OpenIdConnect.IsUsed)
        {
            app.MapGet($"{Cookies.SignInPath}/other", (string? next) => Results.Challenge(
                new AuthenticationProperties { RedirectUri = Targets.Local(next) }, [OpenIdConnectDefaults.AuthenticationScheme]));
        }

        app.MapMyPalm();
        app.MapBooth();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
