using Microsoft.Extensions.Logging;
using Pedestal.Hal;

namespace Pedestal.Messaging.Nodes;

/// <summary>
/// The requests of a venue as one of several services of a kind takes them, on one database. Each broker gives a request to one of those that
/// give signs of life there (MQTT 5, shared subscription, QoS 0: what is lost on the way is sent again).
/// </summary>
public sealed class SharedRequests : IAsyncDisposable
{
    // Before this node leaves its share, the others take it: at once when they hear that it ends, or else with their next sign.
    static readonly TimeSpan HandingOver = 2 * LifeSigns.Interval;

    readonly ServiceLinks _links;
    readonly NodeNames _names;
    readonly LifeSigns _signs;
    readonly TimeProvider _time;
    Dictionary<IServiceLink, RequestShare> _shares = [];

    /// <summary>Of a service with this name among several.</summary>
    /// <param name="links">Its links, made with <see cref="Options"/>.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="service">The service, such as "ticketing".</param>
    /// <param name="node">Its name among several.</param>
    /// <param name="requests">The channel of the requests.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public SharedRequests(
        ServiceLinks links, string venue, string service, string node, Channel requests, TimeProvider time, ILogger logger)
    {
        (_links, _time) = (links, time);
        _names = new NodeNames(venue, service, node, requests);
        _signs = new LifeSigns(links, _names, time, logger);
    }

    /// <summary>Why no requests arrive although a broker is connected, and what to do about it; null while they do.</summary>
    public string? Fault => _shares.Values.Any(share => share.IsTaken) ? null
        : _shares.Values.Any(share => share.IsLate)
        ? $"The node \"{_names.Own}\" takes no requests for now: its brokers' messages reach it late, and another node in time. Look at its network, and "
            + "at what else its machine does."
        : $"The node \"{_names.Own}\" takes no requests yet, because it has not heard its own signs of life. If this lasts, check that its account at the "
            + $"broker may read and write {_names.SignsFilter}.";

    /// <summary>The other nodes that have been silent for a second or late for nearly as long at every broker, and were in time before.</summary>
    public IReadOnlyCollection<string> Missed => _signs.Missed;

    /// <summary>Misses a node no more, until it has been in time again.</summary>
    public void Forget(string node) => _signs.Forget(node);

    /// <summary>
    /// How such a service connects: the broker soon notices that it is gone, gives its requests to others, and tells them.
    /// </summary>
    public static ServiceLinkOptions Options(ServiceLinkOptions alone, string venue, string service, string node)
    {
        ArgumentNullException.ThrowIfNull(alone);
        alone.ClientId += $"-{node}";
        alone.KeepAlive = TimeSpan.FromSeconds(1);
        alone.Will = (new NodeNames(venue, service, node, default).SignsOf(node), LifeSigns.Gone);
        alone.IsShared = true;
        return alone;
    }

    /// <summary>
    /// Takes the requests of this node's share of the devices, so that what a device needs from one request to the next is where they arrive; the
    /// handler gets the topic of the request and its link.
    /// </summary>
    /// <param name="devices">The devices now.</param>
    /// <param name="handler">Gets the requests.</param>
    /// <param name="cancellation">Ends the start.</param>
    public Task SubscribeByDeviceAsync(Func<IReadOnlyCollection<string>> devices, Func<string, ReadOnlyMemory<byte>, IServiceLink, Task> handler,
        CancellationToken cancellation) => TakeAsync(devices, handler, cancellation);

    /// <summary>
    /// Takes requests of all devices, each of which belongs to the node in whose session it was sent: another one hands it on while that node is
    /// alive, and otherwise offers a session of its own.
    /// </summary>
    public async Task SubscribeBySessionAsync(Func<string, ReadOnlyMemory<byte>, IServiceLink, Task> handler, CancellationToken cancellation)
    {
        await _links.SubscribeAsync(
            _names.HandedFilter, (topic, payload, way) => handler(topic[..^(_names.Own.Length + 1)], payload, way), cancellation);
        await TakeAsync(devices: null, (topic, payload, way) => _signs.Find(NodeMark.OfMessage(payload.Span), way) is { } owner
            ? way.PublishAsync(NodeNames.HandedTo(owner, topic), payload.ToArray(), cancellation)
            : handler(topic, payload, way), cancellation);
    }

    /// <summary>Takes no more requests; others get them from now on.</summary>
    public async Task UnsubscribeAsync(CancellationToken cancellation)
    {
        await _signs.StopAsync();
        if (_signs.HasOthers)
        {
            await Task.Delay(HandingOver, _time, cancellation);
        }

        await Task.WhenAll(_shares.Values.Select(share => share.EndAsync(cancellation)));
    }

    /// <summary>Tells the other nodes that this one ends.</summary>
    public async ValueTask DisposeAsync() => await _signs.StopAsync();

    Task TakeAsync(
        Func<IReadOnlyCollection<string>>? devices, Func<string, ReadOnlyMemory<byte>, IServiceLink, Task> handler, CancellationToken cancellation)
    {
        _shares = _links.Remote.ToDictionary<ServiceLink, IServiceLink, RequestShare>(
            way => way, way => new RequestShare(way, _names, devices, (topic, payload) => handler(topic, payload, way)));
        return _signs.StartAsync(_shares, cancellation);
    }
}
