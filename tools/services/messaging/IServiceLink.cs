namespace Pedestal.Messaging;

/// <summary>
/// How a service receives and sends messages: over a connection to a broker (<see cref="ServiceLink"/>), inside the broker's own
/// process (<see cref="BrokerLink"/>), or over several of these (<see cref="ServiceLinks"/>).
/// </summary>
public interface IServiceLink : IAsyncDisposable
{
    /// <summary>Why no messages arrive, and what to do about it; null while they do.</summary>
    string? Fault { get; }

    /// <summary>How long messages take from the broker to a handler; zero when unknown.</summary>
    TimeSpan Lag { get; }

    /// <summary>Starts in the background and returns at once; an absent broker is not an error.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Waits until messages can arrive.</summary>
    Task WaitConnectedAsync(CancellationToken cancellation);

    /// <summary>
    /// Calls the handler for every message that matches the filter, in order for each sender. Work before the handler's first
    /// await delays the messages behind it; work after that does not. Exceptions are logged.
    /// </summary>
    Task SubscribeAsync(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation);

    /// <summary>Ends a subscription; messages that have arrived are still handled.</summary>
    Task UnsubscribeAsync(string filter, CancellationToken cancellation);

    /// <summary>Sends a message; false when it could not be handed to the broker. Nothing is kept for later.</summary>
    Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation);

    /// <summary>Does the same over one of several brokers: those of the numbers 0, 1, 2 ... are different ones as far as possible.</summary>
    Task<bool> PublishAsync(string topic, byte[] payload, int way, CancellationToken cancellation) => PublishAsync(topic, payload, cancellation);
}
