namespace Pedestal.Hal
{
    /// <summary>
    /// The AIM symbology identifier that readers can be set to send before a code: <c>]</c>, a letter for the kind of code and a
    /// digit or a letter from A to F for its variant, such as <c>]Q3</c> or <c>]d2</c> (ISO/IEC 15424). It is no part of the code.
    /// </summary>
    public static class SymbologyIdentifier
    {
        /// <summary>Bytes of an identifier.</summary>
        public const int Length = 3;

        /// <summary>
        /// Whether a code of so many bytes begins with an identifier and goes on after it. A scan of such a code cannot be told
        /// from one of the rest of it, so that a ticket must not have it.
        /// </summary>
        public static bool Precedes(byte[] code, int length)
        {
            return length > Length && code[0] == ']'
                && (code[1] >= 'A' && code[1] <= 'Z' || code[1] >= 'a' && code[1] <= 'z')
                && (code[2] >= '0' && code[2] <= '9' || code[2] >= 'A' && code[2] <= 'F');
        }
    }
}
