namespace Pedestal.Messaging;

/// <summary>
/// What the embedded broker accepts from all clients together and from one client, so that no client can fill its memory. A
/// venue of 500 lanes needs a fraction of it. Every limit reached is logged.
/// </summary>
public sealed record BrokerLimits
{
    /// <summary>Simultaneous connections. This machine may have <see cref="LocalReserve"/> more, for the services.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>Additional connections from this machine, so that its own services are never shut out.</summary>
    public int LocalReserve { get; init; } = 24;

    /// <summary>
    /// Longest packet in bytes; a longer one ends the connection before it is read. The longest sealed message is a quarter of
    /// it.
    /// </summary>
    public int PacketBytes { get; init; } = EmbeddedBroker.MaximumPayload + 1024;

    /// <summary>Longest topic or filter in characters; the longest of the protocol has 160.</summary>
    public int TopicLength { get; init; } = 256;

    /// <summary>Topic aliases per client.</summary>
    public int TopicAliases { get; init; } = 16;

    /// <summary>Subscriptions per client.</summary>
    public int Subscriptions { get; init; } = 64;

    /// <summary>Retained messages; a pedestal has five.</summary>
    public int RetainedMessages { get; init; } = 4096;

    /// <summary>
    /// Messages queued for one client: the matcher's inbox when all pedestals send requests in the same instant.
    /// </summary>
    public int PendingMessages { get; init; } = 10_000;

    /// <summary>Bytes queued for one client.</summary>
    public long PendingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes queued for all clients; beyond it no client may have more than an equal share queued.</summary>
    public long PendingBytesOfAll { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Replies that a client may leave unread; beyond it the broker reads nothing more from it until it has read them.
    /// </summary>
    public int UnreadReplies { get; init; } = 64;

    /// <summary>How long a client may go without reading what is sent to it.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(10);
}
