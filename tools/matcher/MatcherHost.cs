using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Engine;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>Puts the matcher together, for its own process or inside another one.</summary>
public static class MatcherHost
{
    /// <summary>The matcher as the configuration describes it: settings, environment, command line.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(ServiceHosting.ReadOnce(args));

        // A line per decision is what the log is for; several per health probe are not.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        builder.Logging.AddServiceLog();
        var options = builder.Configuration.GetSection(MatcherOptions.Section).Get<MatcherOptions>()
            ?? new MatcherOptions();
        return Build(builder, options, KeyRing.Load(options.KeyFile));
    }

    /// <summary>The matcher inside another process; its HTTP endpoints take a free port of the loopback.</summary>
    /// <param name="options">The settings; <see cref="MatcherOptions.KeyFile"/> is not read.</param>
    /// <param name="keys">The device keys.</param>
    /// <param name="configure">Anything else, such as logging.</param>
    public static WebApplication Create(
        MatcherOptions options, KeyRing keys, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        configure?.Invoke(builder);
        return Build(builder, options, keys);
    }

    static WebApplication Build(WebApplicationBuilder builder, MatcherOptions options, KeyRing keys)
    {
        if (NameRule.RefusalOf(options.Event) is { } reason)
        {
            throw new InvalidOperationException($"{MatcherOptions.Section}:Event {reason}.");
        }

        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(keys).AddSingleton(TimeProvider.System);
        services.AddSingleton<ICipher, HostCipher>().AddSingleton<MatcherService>();
        services.AddSingleton(s => new ReplayGuard(options.CounterPath, s.GetRequiredService<ILogger<ReplayGuard>>()));
        services.AddHostedService<KeyWatch>();
        services.AddSingleton(new Gallery(options.FalseAcceptRate));
        services.AddSingleton(s => PalmStore.Open(options.Database, options.StoreKeyFile,
            s.GetRequiredService<TimeProvider>(), options.KeyPerEvent));
        services.AddSingleton<PalmRegister>();
        services.AddSingleton<RecentEnrolments>();
        services.AddPrometheus();
        builder.AddHttpApi();
        if (options.Broker.Embedded)
        {
            services.AddSingleton(new BrokerOptions { Host = options.Broker.Host, Port = options.Broker.Port });
            services.AddSingleton<EmbeddedBroker>().AddHostedService(s => s.GetRequiredService<EmbeddedBroker>());
        }

        if (options.Ticketing.Embedded)
        {
            services.AddSingleton<EmbeddedTicketing>();
            services.AddHostedService(s => s.GetRequiredService<EmbeddedTicketing>());
        }

        services.AddHostedService(s => s.GetRequiredService<MatcherService>());
        var app = builder.Build();
        app.MapHttpApi(options);
        return app;
    }
}
