using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// Builds the matcher, for its own process or inside another one. What runs beside it in its process is added by the host: an
/// <see cref="EmbeddedBroker"/>, a <see cref="TicketingPart"/>.
/// </summary>
public static class MatcherHost
{
    /// <summary>Builds the matcher from the configuration: settings, environment, command line.</summary>
    /// <param name="args">The settings on the command line.</param>
    /// <param name="beside">Adds what runs beside the matcher; it starts first.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder, MatcherOptions>? beside = null)
    {
        var builder = WebApplication.CreateBuilder(ServiceHosting.ReadOnce(args));

        // The log has one line per decision, not several per health check.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter(nameof(Orleans), LogLevel.Warning);

        // Orleans places grains through it, and it tells of each attempt.
        builder.Logging.AddFilter("Polly", LogLevel.Warning);

        builder.Logging.AddServiceLog();
        builder.Services.AddHostedService<ShortPauses>();
        var options = builder.Configuration.GetSection(MatcherOptions.Section).Get<MatcherOptions>()
            ?? new MatcherOptions();
        return Build(builder, options, () => KeyRing.Load(options.KeyFile), own => beside?.Invoke(own, options));
    }

    /// <summary>Builds the matcher inside another process; its HTTP endpoints use a free port of the loopback.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="keys">The device keys; null to read <see cref="MatcherOptions.KeyFile"/>.</param>
    /// <param name="configure">Anything else, such as logging, and what runs beside the matcher.</param>
    public static WebApplication Create(
        MatcherOptions options, KeyRing? keys = null, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(ServiceHosting.ReadOnce([]));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        return Build(builder, options, () => keys ?? KeyRing.Load(options.KeyFile), configure);
    }

    /// <summary>
    /// Has a running matcher read the parties' guest lists now instead of within half a second; what they say is in the galleries
    /// when this completes. False if a party could not be read.
    /// </summary>
    public static Task<bool> FollowGuestListsAsync(this IHost matcher, CancellationToken cancellation) =>
        matcher.Services.GetRequiredService<PalmsPart>().Get<MatcherService>().FollowGuestListsAsync(cancellation);

    static WebApplication Build(
        WebApplicationBuilder builder, MatcherOptions options, Func<KeyRing> keys, Action<WebApplicationBuilder>? configure)
    {
        options.Validate();
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(keys).AddSingleton(TimeProvider.System);
        services.AddSingleton<RecentEnrolments>();
        services.AddSingleton<AttemptLimits>().AddSingleton<ProbeMemory>();
        services.AddPrometheus();
        builder.AddHttpApi();

        // Before the palms, so that codes are accepted while the gallery loads.
        configure?.Invoke(builder);
        services.AddPart<PalmsPart>();
        services.AddHostedService<AnyPart>();
        var app = builder.Build();
        app.MapHttpApi();
        return app;
    }
}
