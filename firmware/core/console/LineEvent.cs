namespace Pedestal.Core.Console
{
    /// <summary>The result of a typed byte.</summary>
    public enum LineEvent
    {
        /// <summary>The line is still being typed.</summary>
        None = 0,

        /// <summary>A line is complete.</summary>
        Line = 1,

        /// <summary>The line was too long and was dropped.</summary>
        TooLong = 2,

        /// <summary>The line was cancelled with Ctrl-C.</summary>
        Cancelled = 3,

        /// <summary>A complete line contains a character that is not printable ASCII, and is refused.</summary>
        Refused = 4,
    }
}
