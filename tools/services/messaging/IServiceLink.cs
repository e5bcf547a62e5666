namespace Pedestal.Messaging;

/// <summary>
/// How a service hears and says messages: over a connection to a broker (<see cref="ServiceLink"/>), or within the broker's own
/// process (<see cref="BrokerLink"/>).
/// </summary>
public interface IServiceLink : IAsyncDisposable
{
    /// <summary>Why no messages are heard, and what to do about it; null while they are.</summary>
    string? Fault { get; }

    /// <summary>How long messages are on their way from the broker before a handler sees them; zero when unknown.</summary>
    TimeSpan Lag { get; }

    /// <summary>Begins in the background and returns at once; an absent broker is no error.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Waits until messages are heard.</summary>
    Task WaitConnectedAsync(CancellationToken cancellation);

    /// <summary>
    /// Calls the handler for every message that fits the filter, those of one sender in order. What a handler does before its
    /// first await holds up the messages behind it; what it does after that does not. Its exceptions are logged.
    /// </summary>
    Task SubscribeAsync(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation);

    /// <summary>Sends a message; false when the broker could not be given it. Nothing is kept for later.</summary>
    Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation);
}
