namespace Pedestal.Core.Console
{
    /// <summary>What a byte led to.</summary>
    public enum LineEvent
    {
        /// <summary>The line is still being typed.</summary>
        None = 0,

        /// <summary>A line is complete.</summary>
        Line = 1,

        /// <summary>The line was longer than allowed and is dropped.</summary>
        TooLong = 2,

        /// <summary>It was given up with Ctrl-C.</summary>
        Cancelled = 3,

        /// <summary>A line is complete that has a character which is no printable ASCII, and is refused.</summary>
        Refused = 4,
    }
}
