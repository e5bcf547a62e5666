namespace Pedestal.Hal
{
    /// <summary>Why a scanned code was dropped.</summary>
    public enum CodeDrop
    {
        /// <summary>None was.</summary>
        None = 0,

        /// <summary>There is a control character in it, such as GS1's separator: a code without it would be another code.</summary>
        ControlCharacter = 1,

        /// <summary>There is a character beyond ASCII in it, or noise on the line.</summary>
        NotAscii = 2,

        /// <summary>It is longer than any ticket's.</summary>
        TooLong = 3,

        /// <summary>It broke off: the reader ends its codes, and this one had no end.</summary>
        Torn = 4,
    }
}
