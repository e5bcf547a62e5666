using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// A service's link inside the embedded broker's own process. Topics and messages are those of a connection, but without a
/// socket: a request is handled where the broker receives it. Through one connection among hundreds it would wait for all of
/// them whenever the machine is busy, unseen and uncounted.
/// </summary>
public sealed class BrokerLink(EmbeddedBroker broker, string name, ILogger logger) : IServiceLink
{
    readonly Subscriptions _subscriptions = new(name, logger);
    readonly Lock _lock = new();
    ServiceLink? _echo;

    /// <inheritdoc/>
    public string? Fault => broker.IsRunning ? null : "The embedded broker is not running.";

    /// <inheritdoc/>
    public TimeSpan Lag => _echo?.Lag ?? TimeSpan.Zero;

    /// <summary>The service's name as a sender at the broker.</summary>
    internal string Name => name;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        broker.Attach(this);

        // Pedestals' messages come through sockets: only a connection of the same kind can measure how long that takes.
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
    public Task UnsubscribeAsync(string filter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _subscriptions.Remove(filter);
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

    /// <summary>Handles a message that arrived at the broker.</summary>
    internal void Received(string topic, System.Buffers.ReadOnlySequence<byte> payload) =>
        _subscriptions.Dispatch(topic, payload);
}
