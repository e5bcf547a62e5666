namespace Pedestal.Protocol
{
    /// <summary>Kinds of sealed messages, byte 2 of the envelope.</summary>
    public enum MessageType : byte
    {
        /// <summary>Pedestal to matcher: who is this palm, or keep this sample.</summary>
        MatchRequest = 1,

        /// <summary>Matcher to pedestal.</summary>
        MatchReply = 2,

        /// <summary>Pedestal or matcher to ticketing.</summary>
        TicketRequest = 3,

        /// <summary>Ticketing to pedestal or matcher.</summary>
        TicketReply = 4,

        /// <summary>Operator to pedestal: do this.</summary>
        Command = 5,

        /// <summary>Pedestal to operator: what became of it.</summary>
        CommandReply = 6,

        /// <summary>In place of a reply, to a request of another session than the receiver's: go on in this one.</summary>
        SessionOffer = 7,
    }
}
