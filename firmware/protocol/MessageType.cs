namespace Pedestal.Protocol
{
    /// <summary>Types of sealed messages, byte 2 of the envelope.</summary>
    public enum MessageType : byte
    {
        /// <summary>Pedestal to matcher: identify a palm, or keep a sample.</summary>
        MatchRequest = 1,

        /// <summary>Matcher to pedestal.</summary>
        MatchReply = 2,

        /// <summary>Pedestal or matcher to ticketing.</summary>
        TicketRequest = 3,

        /// <summary>Ticketing to pedestal or matcher.</summary>
        TicketReply = 4,

        /// <summary>Operator to pedestal: execute a command.</summary>
        Command = 5,

        /// <summary>Pedestal to operator: the command's result.</summary>
        CommandReply = 6,

        /// <summary>In place of a reply to a request of another session: the session to continue in.</summary>
        SessionOffer = 7,

        /// <summary>A part of a capture from a pedestal in capture mode; on the console only, never over the broker.</summary>
        PictureRows = 8,
    }
}
