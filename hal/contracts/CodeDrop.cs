namespace Pedestal.Hal
{
    /// <summary>Why a scanned code was dropped.</summary>
    public enum CodeDrop
    {
        /// <summary>No code was dropped.</summary>
        None = 0,

        /// <summary>It contains a control character, such as GS1's separator; without it, it would be another code.</summary>
        ControlCharacter = 1,

        /// <summary>It contains a non-ASCII character, or noise of the line.</summary>
        NotAscii = 2,

        /// <summary>It is longer than any ticket's code.</summary>
        TooLong = 3,

        /// <summary>It is incomplete: the reader terminates its codes, and this one has no terminator.</summary>
        Torn = 4,
    }
}
