namespace Pedestal.Messaging;

/// <summary>
/// What the embedded broker takes from everybody together and from one client, so that no client can fill its memory. A venue of
/// 500 lanes needs a fraction of it. Whatever reaches a limit is in the log.
/// </summary>
public sealed record BrokerLimits
{
    /// <summary>Connections at once. From this machine there may be <see cref="LocalReserve"/> more, for the services.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>Connections from this machine on top, so that its own services are never shut out.</summary>
    public int LocalReserve { get; init; } = 24;

    /// <summary>Bytes of a packet; a longer one ends the connection before it is read. The longest sealed message is a quarter.</summary>
    public int PacketBytes { get; init; } = EmbeddedBroker.MaximumPayload + 1024;

    /// <summary>Characters of a topic or of a filter; the longest of the protocol has 160.</summary>
    public int TopicLength { get; init; } = 256;

    /// <summary>Topic aliases of a client.</summary>
    public int TopicAliases { get; init; } = 16;

    /// <summary>Subscriptions of a client.</summary>
    public int Subscriptions { get; init; } = 64;

    /// <summary>Messages kept for subscribers to come; a pedestal has five.</summary>
    public int RetainedMessages { get; init; } = 4096;

    /// <summary>Messages that wait for one client: the matcher's inbox when all pedestals ask in the same instant.</summary>
    public int PendingMessages { get; init; } = 10_000;

    /// <summary>Bytes that wait for one client.</summary>
    public long PendingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes that wait for all clients; beyond it nobody may have more than an equal share waiting.</summary>
    public long PendingBytesOfAll { get; init; } = 64 * 1024 * 1024;

    /// <summary>Answers that a client may leave unread; beyond it nothing more is read from it until it has read.</summary>
    public int UnreadAnswers { get; init; } = 64;

    /// <summary>How long a client may take nothing of what is sent to it.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(10);
}
