using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Ticketing;

namespace Pedestal.Venue;

/// <summary>Builds a venue in one process: broker, ticketing and matcher, each of which may also be another process.</summary>
public static class VenueHost
{
    /// <summary>Builds the venue from the configuration: settings, environment, command line.</summary>
    public static WebApplication Create(string[] args) => MatcherHost.Create(args, (builder, matcher) => builder.AddVenue(
        matcher, SettingsOf(builder.Configuration)));

    /// <summary>The settings of a process of its own, which has the pages unless it is told otherwise.</summary>
    internal static VenueOptions SettingsOf(IConfiguration configuration)
    {
        var venue = new VenueOptions { Pages = { Embedded = true } };
        configuration.GetSection(MatcherOptions.Section).Bind(venue);
        return venue;
    }

    /// <summary>Builds the venue inside another process; its HTTP endpoints use a free port of the loopback.</summary>
    /// <param name="matcher">The matcher's settings.</param>
    /// <param name="venue">The other settings.</param>
    /// <param name="keys">The matcher's device keys; null to read <see cref="MatcherOptions.KeyFile"/>.</param>
    /// <param name="configure">Anything else, such as logging.</param>
    public static WebApplication Create(MatcherOptions matcher, VenueOptions venue, KeyRing? keys = null,
        Action<WebApplicationBuilder>? configure = null) => MatcherHost.Create(matcher, keys, builder =>
        {
            configure?.Invoke(builder);
            builder.AddVenue(matcher, venue);
        });

    static void AddVenue(this WebApplicationBuilder builder, MatcherOptions matcher, VenueOptions venue)
    {
        var services = builder.Services.AddSingleton(venue);
        if (venue.Broker.Embedded)
        {
            services.AddSingleton(new BrokerOptions
            {
                Host = matcher.Broker.Host, Port = matcher.Broker.Port, NeedsAccounts = venue.Broker.NeedsAccounts,
                AccountFile = venue.AccountPath(matcher),
            });
            services.AddSingleton<EmbeddedBroker>().AddHostedService(s => s.GetRequiredService<EmbeddedBroker>());
        }

        var parties = venue.PartiesHere();
        matcher.MoreParties = [.. matcher.MoreParties.Union(parties.Select(party => party.Name).Where(name => name != PartyNames.Default))];
        services.AddSingleton<ILaneOpener>(own => new LaneOpener(
            matcher, venue, own.GetRequiredService<ILogger<LaneOpener>>(), own.GetService<EmbeddedBroker>()));
        foreach (var (name, settings) in parties)
        {
            services.AddPart(own => new EmbeddedTicketing(name, settings, matcher, venue, own.GetRequiredService<ILaneOpener>(),
                own.GetRequiredService<TimeProvider>(), own.GetRequiredService<ILoggerFactory>(), own.GetRequiredService<IMeterFactory>(),
                own.GetService<EmbeddedBroker>()));
        }

        if (venue.Pages.Embedded)
        {
            services.AddPart<EmbeddedPages>();
        }

        if (parties.Count > 0)
        {
            services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(TicketingMetrics.MeterName));
        }
    }

    static void AddPart(this IServiceCollection services, Func<IServiceProvider, TicketingPart> create)
    {
        // One object under each of the types, for each party.
        TicketingPart? part = null;
        var one = new Lock();
        services.AddSingleton(Part).AddSingleton<Part>(Part).AddSingleton<IHostedService>(Part);

        TicketingPart Part(IServiceProvider own)
        {
            lock (one)
            {
                return part ??= create(own);
            }
        }
    }
}
