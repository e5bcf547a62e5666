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
/// The palms' part of the process: store, gallery and the matcher that searches it. Nothing that happens here stops entry by
/// code.
/// </summary>
sealed class PalmsPart(
    MatcherOptions options, Func<KeyRing> keys, RecentEnrolments recent, AttemptLimit attempts,
    ProbeMemory probes, MatcherMetrics metrics,
    TimeProvider time, ILoggerFactory logging, EmbeddedBroker? broker = null, TicketingPart? ticketing = null)
    : Part("palms", time, logging.CreateLogger<PalmsPart>())
{
    readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override IHost Create()
    {
        var ring = keys();
        if (ticketing?.Venue is { } venue && venue != ring.Venue)
        {
            throw new InvalidOperationException(
                $"The matcher's keys are for venue \"{ring.Venue}\", ticketing's for \"{venue}\". Both need key files of the same venue.");
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, InnerLifetime>().AddSingleton(logging);
        var trusted = new TrustedTime(_time);
        services.AddSingleton(options).AddSingleton(ring).AddSingleton<TimeProvider>(trusted).AddSingleton(recent);
        services.AddSingleton(attempts).AddSingleton(probes);
        services.AddSingleton(metrics).AddSingleton<ICipher, HostCipher>().AddSingleton<MatcherService>();
        if (broker is not null)
        {
            services.AddSingleton(broker);
        }

        services.AddSingleton(_ => PalmStore.Open(
            options.Database, options.StoreKeyFile, trusted, options.LongestGap));
        services.AddSingleton(own => new PalmRegister(own.GetRequiredService<PalmStore>(), options.FalseAcceptRate));
        services.AddHostedService<KeyWatch>();
        services.AddHostedService(s => s.GetRequiredService<MatcherService>());
        return builder.Build();
    }

    /// <inheritdoc/>
    protected override bool IsNamed(Exception exception) =>
        exception is PalmStoreException or StorageException or DbException || base.IsNamed(exception);
}
