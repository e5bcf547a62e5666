using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// The link of a service in the embedded broker's own process. Topics and messages are those of a connection, without the way
/// through a socket: a request is handled where the broker receives it. Behind one connection among hundreds it would wait
/// for all of them whenever the machine is busy, unseen and uncounted.
/// </summary>
public sealed class BrokerLink(EmbeddedBroker broker, string name, ILogger logger) : IServiceLink
{
    readonly Subscriptions _subscriptions = new(name, logger);
    readonly Lock _lock = new();
    ServiceLink? _echo;

    /// <inheritdoc/>
    public string? Fault => broker.IsRunning ? null : "The embedded broker does not run.";

    /// <inheritdoc/>
    public TimeSpan Lag => _echo?.Lag ?? TimeSpan.Zero;

    /// <summary>What this service is called among the broker's senders.</summary>
    internal string Name => name;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        broker.Attach(this);

        // What pedestals send comes through sockets: only a connection of the same kind knows how long that takes.
        _echo = new ServiceLink(broker.Local($"{name}-echo"), logger);
        return _echo.StartAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task WaitConnectedAsync(CancellationToken cancellation) => broker.WaitRunningAsync(cancellation);

    /// <inheritdoc/>
    public Task SubscribeAsync(
        string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _subscriptions.Add(filter, handler);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        try
        {
            return await broker.PublishAsync(this, topic, payload, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning("A message on {Topic} was not sent: {Reason}", topic, e.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        broker.Detach(this);
        return _echo?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>A message that came to the broker.</summary>
    internal void Received(string topic, System.Buffers.ReadOnlySequence<byte> payload) =>
        _subscriptions.Dispatch(topic, payload);
}
