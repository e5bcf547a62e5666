using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pedestal.Hal;

namespace Pedestal.Messaging;

/// <summary>
/// A service's links to every broker of its venue, as one. It hears whoever is at any of them. What it sends by itself goes over one
/// of them; a reply goes back over the broker from which its request came, because a pedestal is at
/// one broker only.
/// </summary>
public sealed class ServiceLinks : IServiceLink
{
    readonly IServiceLink[] _all;
    readonly ConcurrentDictionary<string, IServiceLink> _ways = new(StringComparer.Ordinal);

    /// <summary>Links to these brokers, the first to be used first.</summary>
    public ServiceLinks(params IServiceLink[] all) => _all = all;

    /// <summary>Links to a broker, which may run in this process, and to further ones with the same account.</summary>
    /// <param name="first">The first broker; inside this process only the client identifier counts.</param>
    /// <param name="more">The other brokers.</param>
    /// <param name="logger">Logs connections and losses.</param>
    /// <param name="broker">The first broker, if it runs in this process.</param>
    public static ServiceLinks To(
        ServiceLinkOptions first, IEnumerable<BrokerAddress> more, ILogger logger, EmbeddedBroker? broker = null) => new(
        [
            broker is not null ? new BrokerLink(broker, first.ClientId, logger) : new ServiceLink(first, logger),
            .. more.Select(address => new ServiceLink(first.At(address), logger)),
        ]);

    /// <summary>Why no message arrives from any broker; null while they arrive from one.</summary>
    public string? Fault => _all.Any(link => link.Fault is null) ? null : string.Join(' ', _all.Select(link => link.Fault));

    /// <summary>Which broker is gone while another one serves; null while all are connected.</summary>
    public string? Warning => Fault is null && _all.FirstOrDefault(link => link.Fault is not null) is { } gone
        ? $"One of the venue's brokers is gone; pedestals use another one. {gone.Fault}" : null;

    /// <summary>The links to brokers outside this process.</summary>
    internal IEnumerable<ServiceLink> Remote => _all.OfType<ServiceLink>();

    /// <summary>The longest of all brokers.</summary>
    public TimeSpan Lag => _all.Max(link => link.Lag);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation) => Task.WhenAll(_all.Select(link => link.StartAsync(cancellation)));

    /// <summary>Waits until messages can arrive from one broker.</summary>
    public async Task WaitConnectedAsync(CancellationToken cancellation)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waits = _all.Select(link => link.WaitConnectedAsync(first.Token)).ToArray();
        await await Task.WhenAny(waits);
        await first.CancelAsync();
    }

    /// <summary>Waits until messages can arrive from every broker.</summary>
    public Task WaitAllConnectedAsync(CancellationToken cancellation) =>
        Task.WhenAll(_all.Select(link => link.WaitConnectedAsync(cancellation)));

    /// <inheritdoc/>
    public Task SubscribeAsync(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation) =>
        SubscribeAsync(filter, (topic, payload, _) => handler(topic, payload), cancellation);

    /// <summary>Does the same, and tells the handler over which link a message came.</summary>
    public Task SubscribeAsync(
        string filter, Func<string, ReadOnlyMemory<byte>, IServiceLink, Task> handler, CancellationToken cancellation) => Task.WhenAll(
            _all.Select(link => link.SubscribeAsync(filter, (topic, payload) => handler(topic, payload, link), cancellation)));

    /// <inheritdoc/>
    public Task UnsubscribeAsync(string filter, CancellationToken cancellation) =>
        Task.WhenAll(_all.Select(link => link.UnsubscribeAsync(filter, cancellation)));

    /// <summary>Sends a message over the first broker that is connected.</summary>
    public Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation) =>
        PublishAsync(topic, payload, way: 0, cancellation);

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string topic, byte[] payload, int way, CancellationToken cancellation)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            var link = _all[(int)((uint)(way + i) % _all.Length)];
            if (link.Fault is null && await link.PublishAsync(topic, payload, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sends a message over every broker that is connected, to each its own.</summary>
    public Task PublishToAllAsync(string topic, Func<IServiceLink, byte[]> payload, CancellationToken cancellation) => Task.WhenAll(
        _all.Where(link => link.Fault is null).Select(link => link.PublishAsync(topic, payload(link), cancellation)));

    /// <summary>Notes over which broker a device sent its last message; for devices that are known.</summary>
    public void Came(string device, IServiceLink way) => _ways[device] = way;

    /// <summary>The way to a device: over the broker of its last message.</summary>
    public IServiceLink WayTo(string device) => _ways.GetValueOrDefault(device, this);

    /// <summary>
    /// Makes every broker keep a message of a topic for whoever subscribes later; an empty one deletes it. Returns null once all
    /// have, otherwise the reason why one has not.
    /// </summary>
    public async Task<string?> RetainAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        var faults = await Task.WhenAll(Remote.Select(link => link.RetainAsync(topic, payload, cancellation)));
        return faults.FirstOrDefault(fault => fault is not null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var link in _all)
        {
            await link.DisposeAsync();
        }
    }
}
