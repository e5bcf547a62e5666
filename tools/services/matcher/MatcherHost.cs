using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Engine;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Builds the matcher, for its own process or inside another one.</summary>
public static class MatcherHost
{
    /// <summary>Builds the matcher from the configuration: settings, environment, command line.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(ServiceHosting.ReadOnce(args));

        // The log has one line per decision, not several per health check.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        builder.Logging.AddServiceLog();
        var options = builder.Configuration.GetSection(MatcherOptions.Section).Get<MatcherOptions>()
            ?? new MatcherOptions();
        return Build(builder, options, () => KeyRing.Load(options.KeyFile));
    }

    /// <summary>Builds the matcher inside another process; its HTTP endpoints use a free port of the loopback.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="keys">The device keys; null to read <see cref="MatcherOptions.KeyFile"/>.</param>
    /// <param name="configure">Anything else, such as logging.</param>
    public static WebApplication Create(
        MatcherOptions options, KeyRing? keys = null, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        configure?.Invoke(builder);
        return Build(builder, options, () => keys ?? KeyRing.Load(options.KeyFile));
    }

    static WebApplication Build(WebApplicationBuilder builder, MatcherOptions options, Func<KeyRing> keys)
    {
        options.Validate();
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(keys).AddSingleton(TimeProvider.System);
        services.AddSingleton(new Gallery(options.FalseAcceptRate)).AddSingleton<RecentEnrolments>();
        services.AddSingleton<AttemptLimit>().AddSingleton<ProbeMemory>();
        services.AddPrometheus();
        builder.AddHttpApi();
        if (options.Broker.Embedded)
        {
            services.AddSingleton(new BrokerOptions
            {
                Host = options.Broker.Host, Port = options.Broker.Port, NeedsAccounts = options.Broker.NeedsAccounts,
                AccountFile = options.AccountPath,
            });
            services.AddSingleton<EmbeddedBroker>().AddHostedService(s => s.GetRequiredService<EmbeddedBroker>());
        }

        // Ticketing first, so that codes are accepted while the gallery loads.
        if (options.Ticketing.Embedded)
        {
            services.AddPart<EmbeddedTicketing>();
        }

        services.AddPart<PalmsPart>();
        services.AddHostedService<AnyPart>();
        var app = builder.Build();
        app.MapHttpApi(options);
        return app;
    }

    static void AddPart<T>(this IServiceCollection services)
        where T : Part
    {
        services.AddSingleton<T>().AddSingleton<Part>(s => s.GetRequiredService<T>());
        services.AddHostedService(s => s.GetRequiredService<T>());
    }
}
