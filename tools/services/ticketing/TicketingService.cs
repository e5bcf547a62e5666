using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Messaging.Nodes;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>Serves the ticket requests of a venue's pedestals and of its matcher.</summary>
public sealed class TicketingService : BackgroundService
{
    readonly TicketingOptions _options;
    readonly KeyRing _keys;
    readonly ILogger<TicketingService> _logger;
    readonly ServiceLinks _links;
    readonly SharedRequests? _shared;
    readonly SealedEndpoint _endpoint;

    /// <summary>
    /// Creates the service; it connects when the host starts. The broker is given only if it runs in this process.
    /// </summary>
    /// <exception cref="InvalidOperationException">The keys belong to another venue.</exception>
    public TicketingService(
        TicketingOptions options,
        ITicketSystem tickets,
        KeyRing keys,
        RotatingCodes codes,
        OfflineDesk offline,
        TicketingMetrics metrics,
        ICipher cipher,
        TimeProvider time,
        ILogger<TicketingService> logger,
        EmbeddedBroker? broker = null,
        RefusalTally? refusals = null,
        TicketStore? store = null)
    {
        if (keys.Venue != options.Venue)
        {
            throw new InvalidOperationException(
                $"The keys are for venue '{keys.Venue}', but {TicketingOptions.Section}:Venue is '{options.Venue}'.");
        }

        if (broker is not null && options.Node.Length > 0)
        {
            throw new InvalidOperationException(
                $"{TicketingOptions.Section}:Node needs a broker with shared subscriptions, such as Mosquitto; the embedded broker has none.");
        }

        (_options, _keys) = (options, keys);
        _logger = logger;
        var desk = new TicketDesk(keys, tickets, options, codes, offline, metrics, time, logger, refusals, store);
        _endpoint = new SealedEndpoint(
            keys, MessageType.TicketRequest, MessageType.TicketReply, cipher, time, logger,
            desk.AnswerAsync, TicketDesk.Fallback, options.IsMatcher, atOnce: tickets.AtOnce, node: options.Node)
        {
            // Messages of a matcher in the same process arrive without delay.
            Lag = device => options.IsMatcher(device) && broker is not null ? TimeSpan.Zero : _links!.WayTo(device).Lag,
        };
        var name = $"{PartyNames.TicketingOf(options.Party)}-{options.Venue}";
        var alone = new ServiceLinkOptions
        {
            Host = options.BrokerHost, Port = options.BrokerPort, Login = options.BrokerLogin, ClientId = name, MeasureLag = true,
        };
        var service = PartyNames.TicketingOf(options.Party);
        _links = ServiceLinks.To(
            options.Node.Length > 0 ? SharedRequests.Options(alone, options.Venue, service, options.Node) : alone,
            BrokerAddresses.OfSetting(options.MoreBrokers, options.BrokerPort, nameof(options.MoreBrokers)), logger, broker);
        _shared = options.Node.Length > 0
            ? new SharedRequests(_links, options.Venue, service, options.Node, Channel.TicketRequest, time, logger) : null;
    }

    /// <summary>Why the broker is not connected; null while it is.</summary>
    public string? LinkFault => _links.Fault ?? _shared?.Fault;

    /// <summary>Waits until requests can be received.</summary>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _links.WaitConnectedAsync(cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using (_links)
        {
            await using var shared = _shared;
            await SubscribeAsync((topic, payload, way) => ReceiveAsync(topic, payload, way, stoppingToken), stoppingToken);
            await _links.StartAsync(stoppingToken);
            _logger.LogInformation("{Party} at {Venue} is running", _options.Party, _options.Venue);
            await Task.Delay(Timeout.Infinite, stoppingToken).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    Task SubscribeAsync(Func<string, ReadOnlyMemory<byte>, IServiceLink, Task> handler, CancellationToken stop) =>
        _shared?.SubscribeBySessionAsync(handler, stop)
        ?? _links.SubscribeAsync(Topics.FilterOf(_options.Venue, Channel.TicketRequest), handler, stop);

    // At one broker every party's ticketing hears all requests; those of another party's matcher and pedestals are no attacks.
    bool IsOfAnotherParty(string device) => (PartyNames.IsMatcher(device) && !_options.IsMatcher(device))
        || (_options.Party != PartyNames.Default && !_keys.TryGet(device, out _));

    async Task ReceiveAsync(string topic, ReadOnlyMemory<byte> payload, IServiceLink way, CancellationToken stop)
    {
        if (!Topics.TryGetDevice(topic, _options.Venue, Channel.TicketRequest, out var device) || IsOfAnotherParty(device))
        {
            return;
        }

        if (_keys.TryGet(device, out _))
        {
            _links.Came(device, way);
        }

        var reply = await _endpoint.HandleAsync(device, payload, stop);
        if (reply != null)
        {
            await _links.WayTo(device).PublishAsync(Topic.Of(_options.Venue, device, Channel.TicketReply), reply, stop);
        }
    }
}
