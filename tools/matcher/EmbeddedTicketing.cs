using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>
/// Ticketing inside this process: a host of its own with its own store and keys, reached over MQTT like any other, so
/// that nothing but a token crosses between the two.
/// </summary>
sealed class EmbeddedTicketing(
    MatcherOptions options, KeyRing keys, ILoggerFactory logging, IMeterFactory meters, EmbeddedBroker? broker = null) : IHostedService
{
    IHost? _host;

    /// <summary>The parts of ticketing's host; ticketing's own endpoints ask for them, nothing of the matcher's does.</summary>
    public IServiceProvider Services => _host?.Services
        ?? throw new InvalidOperationException("Ticketing is not running in this process.");

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = new TicketingOptions
        {
            Venue = keys.Venue,
            Event = options.Event,
            Database = options.Ticketing.Database,
            KeyFile = options.Ticketing.KeyFile,
            External = options.Ticketing.External,
            OfflineLanes = options.Ticketing.OfflineLanes,
            BrokerHost = options.Broker.ClientHost,
            BrokerLogin = options.Broker.TicketingLogin,
            BrokerPort = broker?.BoundPort ?? options.Broker.Port,
        };
        _host = TicketingHost.Create(settings, KeyRing.Load(options.Ticketing.KeyFile), logging, meters);
        await _host.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_host is { } host)
        {
            await host.StopAsync(cancellationToken);
            host.Dispose();
        }
    }
}
