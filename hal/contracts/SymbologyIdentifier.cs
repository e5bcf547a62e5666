namespace Pedestal.Hal
{
    /// <summary>
    /// The AIM symbology identifier that readers can be configured to send before a code: <c>]</c>, a letter for the kind of code,
    /// and a digit or a letter from A to F for its variant, such as <c>]Q3</c> or <c>]d2</c> (ISO/IEC 15424). It is not part of the
    /// code.
    /// </summary>
    public static class SymbologyIdentifier
    {
        /// <summary>Length of an identifier in bytes.</summary>
        public const int Length = 3;

        /// <summary>
        /// Whether a code of this length starts with an identifier and continues after it. A reader's scan of such a code cannot be
        /// distinguished from a scan of the rest with an identifier, so no ticket may have it.
        /// </summary>
        public static bool Precedes(byte[] code, int length)
        {
            return length > Length && code[0] == ']'
                && (code[1] >= 'A' && code[1] <= 'Z' || code[1] >= 'a' && code[1] <= 'z')
                && (code[2] >= '0' && code[2] <= '9' || code[2] >= 'A' && code[2] <= 'F');
        }
    }
}
