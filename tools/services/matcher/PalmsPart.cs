using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>
/// The palms' part of the process: store, galleries and the matcher that searches them, for all venues. Nothing that happens here
/// stops entry by code.
/// </summary>
sealed class PalmsPart(
    MatcherOptions options, Func<KeyRing> keys, RecentEnrolments recent, AttemptLimits attempts, ProbeMemory probes,
    MatcherMetrics metrics, TimeProvider time, ILoggerFactory logging, IEnumerable<TicketingPart> ticketing, IHostApplicationLifetime process,
    EmbeddedBroker? broker = null)
    : Part("palms", time, logging.CreateLogger<PalmsPart>())
{
    readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override IHost Create()
    {
        var first = keys();
        foreach (var part in ticketing.Where(part => part.Venue is { } venue && venue != first.Venue))
        {
            throw new InvalidOperationException(
                $"The matcher's keys are for venue \"{first.Venue}\", {part.Name}'s for \"{part.Venue}\". Both need key files of the same venue.");
        }

        List<(VenueSettings Settings, KeyRing Keys)> venues =
        [
            (options.FirstVenue, first), .. options.MoreVenues.Select(venue => (venue, KeyRing.Load(venue.KeyFile))),
        ];
        if (options.Cluster.IsOn && broker is not null)
        {
            throw new InvalidOperationException($"{MatcherOptions.Section}:Cluster:Node needs a broker with shared subscriptions, such as Mosquitto; "
                + "the embedded broker has none.");
        }

        var builder = Silo.Builder(options.Cluster);
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, InnerLifetime>().AddSingleton(logging);
        var trusted = new TrustedTime(_time);
        services.AddSingleton(options).AddSingleton(first).AddSingleton(recent).AddSingleton<TimeProvider>(trusted);
        services.AddSingleton<ICipher, HostCipher>();
        services.AddSingleton(own => new VenueLinks(
            venues, new VenueTools(own.GetRequiredService<ICipher>(), trusted, metrics, own.GetRequiredService<ILogger<MatcherService>>()), broker,
            options.Cluster.Node));
        services.AddSingleton(_ => Open());
        services.AddSingleton(own => new PalmRegister(
            own.GetRequiredService<PalmStore>(), options.FalseAcceptRate, own.GetService<PopulationShards>()));
        services.AddSingleton(own => new MatcherService(options, own.GetRequiredService<VenueLinks>(), own.GetRequiredService<PalmRegister>(),
            trusted, recent, attempts, probes, metrics, own.GetRequiredService<ILogger<MatcherService>>()));
        foreach (var (_, ring) in venues)
        {
            services.AddSingleton<IHostedService>(own => new KeyWatch(ring, trusted, own.GetRequiredService<ILogger<KeyWatch>>()));
        }

        services.AddHostedService(s => s.GetRequiredService<MatcherService>());
        if (options.Cluster.IsOn)
        {
            // The first start creates tables and key, which the nodes share.
            Open().Dispose();
            Silo.Add(builder, options.Cluster, options.Database, StoreKey.Load(options.StoreKeyFile).Derive("nodes"), process);
            services.AddHostedService<NodeWatch>();
            if (options.Cluster.Shards > 0)
            {
                services.AddHostedService<ShardWatch>();
            }
        }
        else
        {
            services.AddSingleton<IPedestals, OneNode>();
        }

        services.AddSingleton<Intake>().AddHostedService(s => s.GetRequiredService<Intake>());
        return Silo.Build(builder);

        PalmStore Open() => PalmStore.Open(options.Database, options.StoreKeyFile, trusted, options.LongestGap);
    }

    /// <inheritdoc/>
    protected override bool IsNamed(Exception exception) =>
        exception is PalmStoreException or StorageException or DbException || base.IsNamed(exception);
}
