namespace Pedestal.Hal
{
    /// <summary>The pedestal's connection to one of the venue's brokers. Sends and receives whole messages; never blocks.</summary>
    public interface ILink
    {
        /// <summary>Whether the broker is connected now.</summary>
        bool IsConnected();

        /// <summary>Why the broker is not connected, in words; null while it is connected.</summary>
        string Fault { get; }

        /// <summary>
        /// Accepts a message for sending at QoS 0; the payload may be reused after the call. False if it cannot be accepted (not
        /// connected, queue full).
        /// </summary>
        bool Publish(Channel channel, byte[] payload, bool retain);

        /// <summary>Takes the oldest received message; null if there is none.</summary>
        InboundMessage TryReceive();

        /// <summary>
        /// Takes the oldest received command of an operator; null if there is none. Commands and replies have separate queues, so
        /// that neither displaces the other.
        /// </summary>
        InboundMessage TryReceiveCommand();

        /// <summary>The venue's brokers, and which of them the link uses.</summary>
        BrokerChoice Brokers { get; }

        /// <summary>The test of every broker.</summary>
        BrokerTest BrokerTest { get; }
    }

    /// <summary>The pedestal's topics, <c>pedestal/v2/{venue}/{device}/...</c>.</summary>
    public enum Channel
    {
        /// <summary><c>match/request</c>, pedestal to matcher, binary, sealed.</summary>
        MatchRequest = 0,

        /// <summary><c>match/reply</c>, matcher to pedestal, binary, sealed.</summary>
        MatchReply = 1,

        /// <summary><c>ticket/request</c>, pedestal to ticketing, binary, sealed.</summary>
        TicketRequest = 2,

        /// <summary><c>ticket/reply</c>, ticketing to pedestal, binary, sealed.</summary>
        TicketReply = 3,

        /// <summary><c>state</c>, JSON, retained, with a last will.</summary>
        State = 4,

        /// <summary><c>telemetry</c>, JSON.</summary>
        Telemetry = 5,

        /// <summary><c>birth</c>, JSON, retained: versions and settings.</summary>
        Birth = 6,

        /// <summary><c>health</c>, JSON: counters and latencies, every minute.</summary>
        Health = 7,

        /// <summary><c>command</c>, operator to pedestal, binary, sealed.</summary>
        Command = 8,

        /// <summary><c>command/reply</c>, pedestal to operator, binary, sealed.</summary>
        CommandReply = 9,
    }

    /// <summary>A received message.</summary>
    public sealed class InboundMessage
    {
        /// <summary>The channel on which it was received.</summary>
        public readonly Channel Channel;

        /// <summary>Its bytes, exactly as received; untrusted.</summary>
        public readonly byte[] Payload;

        /// <summary>Wraps a received payload.</summary>
        public InboundMessage(Channel channel, byte[] payload)
        {
            Channel = channel;
            Payload = payload;
        }
    }
}
