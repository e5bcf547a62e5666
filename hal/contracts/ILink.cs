namespace Pedestal.Hal
{
    /// <summary>The pedestal's end of the venue's message broker. Sends and receives whole messages; never blocks.</summary>
    public interface ILink
    {
        /// <summary>Whether the broker is connected now.</summary>
        bool IsConnected();

        /// <summary>Why the broker is not connected, in words; null while it is.</summary>
        string Fault { get; }

        /// <summary>
        /// Hands a message over for sending at QoS 0; the payload may be reused after the call.
        /// False when it could not be taken (not connected, queue full).
        /// </summary>
        bool Publish(Channel channel, byte[] payload, bool retain);

        /// <summary>The oldest message not yet taken, or null.</summary>
        InboundMessage TryReceive();

        /// <summary>
        /// The oldest operator's command not yet taken, or null. Commands wait apart from replies: neither pushes the other out.
        /// </summary>
        InboundMessage TryReceiveCommand();
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

        /// <summary><c>birth</c>, JSON, retained: what runs there.</summary>
        Birth = 6,

        /// <summary><c>health</c>, JSON: how it has been doing, every minute.</summary>
        Health = 7,

        /// <summary><c>command</c>, operator to pedestal, binary, sealed.</summary>
        Command = 8,

        /// <summary><c>command/reply</c>, pedestal to operator, binary, sealed.</summary>
        CommandReply = 9,
    }

    /// <summary>One received message.</summary>
    public sealed class InboundMessage
    {
        /// <summary>Where it came in.</summary>
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
