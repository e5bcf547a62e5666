using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Storage;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>
/// Ticketing inside this process: a host of its own with its own store and keys, which receives the same sealed messages as a
/// separate process, so that nothing but a token crosses between the two.
/// </summary>
sealed class EmbeddedTicketing(
    MatcherOptions options, TimeProvider time, ILoggerFactory logging, IMeterFactory meters, EmbeddedBroker? broker = null)
    : Part("ticketing", time, logging.CreateLogger<EmbeddedTicketing>())
{
    /// <summary>The venue of its keys; null until they are read.</summary>
    public string? Venue { get; private set; }

    /// <inheritdoc/>
    protected override IHost Create()
    {
        var keys = KeyRing.Load(options.Ticketing.KeyFile);
        Venue = keys.Venue;
        return TicketingHost.Create(
            new TicketingOptions
            {
                Venue = keys.Venue,
                Event = options.Event,
                Database = options.Ticketing.Database,
                KeyFile = options.Ticketing.KeyFile,
                External = options.Ticketing.External,
                OfflineLanes = options.Ticketing.OfflineLanes,
                BoothsInside = options.Ticketing.BoothsInside,
                ConfirmEnrolments = options.Ticketing.ConfirmEnrolments,
                BrokerHost = options.Broker.ClientHost,
                BrokerLogin = options.Broker.TicketingLogin,
                BrokerPort = broker?.BoundPort ?? options.Broker.Port,
            },
            keys,
            logging,
            meters,
            broker);
    }

    /// <inheritdoc/>
    protected override bool IsNamed(Exception exception) =>
        exception is StorageException or DbException || base.IsNamed(exception);
}
