using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Builds ticketing, for its own process or inside another one.</summary>
public static class TicketingHost
{
    /// <summary>Builds a host with the usual .NET configuration: appsettings.json, environment, command line.</summary>
    public static IHost Create(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(ServiceHosting.ReadOnce(args));
        builder.Logging.AddServiceLog();
        builder.Services.AddHostedService<ShortPauses>();
        builder.Services.AddTicketing(builder.Configuration);
        return builder.Build();
    }

    /// <summary>
    /// Builds a host inside another process. It logs and counts only if given a logger factory and a meter factory; the broker
    /// is given if it runs in the same process.
    /// </summary>
    public static IHost Create(TicketingOptions options, KeyRing keys, ILoggerFactory? logging = null,
        IMeterFactory? meters = null, EmbeddedBroker? broker = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        if (logging != null)
        {
            builder.Services.AddSingleton(logging);
        }

        if (meters != null)
        {
            builder.Services.AddSingleton(meters);
        }

        if (broker != null)
        {
            builder.Services.AddSingleton(broker);
        }

        builder.Services.AddSingleton(keys);
        return builder.AddParts(options).Build();
    }

    /// <summary>Adds the service with the settings in section <c>Ticketing</c>.</summary>
    public static IServiceCollection AddTicketing(this IServiceCollection services, IConfiguration configuration) =>
        services.AddParts(
            configuration.GetSection(TicketingOptions.Section).Get<TicketingOptions>() ?? new TicketingOptions());

    static HostApplicationBuilder AddParts(this HostApplicationBuilder builder, TicketingOptions options)
    {
        builder.Services.AddParts(options);
        return builder;
    }

    static IServiceCollection AddParts(this IServiceCollection services, TicketingOptions options)
    {
        services.AddSingleton(_ =>
        {
            options.Validate();
            return options;
        });
        if (options.External.IsUsed)
        {
            services.AddSingleton<ITicketSystem, ExternalTickets>();
        }
        else
        {
            services.AddSingleton(_ => new TicketStore(options.Database));

            services.AddSingleton(s => new TrustedTime(s.GetRequiredService<TimeProvider>()));
            services.AddSingleton<RefusalTally>().AddHostedService(s => s.GetRequiredService<RefusalTally>());
            services.AddSingleton<BuiltInTickets>();
            if (options.Pretix.IsUsed)
            {
                services.AddSingleton(_ => PretixDevice.Load(options.Pretix.DeviceFile));
                services.AddSingleton<PretixMirror>();
                services.AddHostedService(s => s.GetRequiredService<PretixMirror>());
                services.AddSingleton<ITicketSystem, PretixTicketing>();
            }
            else
            {
                services.AddSingleton<ITicketSystem>(s => s.GetRequiredService<BuiltInTickets>());
            }
        }

        services.TryAddSingleton(_ => KeyRing.Load(options.KeyFile));
        services.AddSingleton(_ => RotatingCodes.LoadOrCreate(options.CodeKeyPath));
        services.TryAddSingleton<ICipher, HostCipher>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<KeyWatch>();
        services.AddSingleton<OfflineDesk>();
        services.AddMetrics().AddSingleton<TicketingMetrics>();
        services.AddSingleton<TicketingService>();
        services.AddHostedService(provider => provider.GetRequiredService<TicketingService>());
        return services;
    }
}
