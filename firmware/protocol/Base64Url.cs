namespace Pedestal.Protocol
{
    /// <summary>Base64 with the alphabet for addresses and without padding (RFC 4648, section 5).</summary>
    static class Base64Url
    {
        /// <summary>
        /// Decodes as many digits as fill the target, from a start on; false if one is no digit, or if surplus bits are set, which every
        /// encoder leaves zero, so that each value has only one form.
        /// </summary>
        internal static bool Read(byte[] text, int start, byte[] target)
        {
            var bits = 0;
            var count = 0;
            for (int i = start, length = 0; length < target.Length; i++)
            {
                var digit = DigitOf(text[i]);
                if (digit < 0)
                {
                    return false;
                }

                bits = bits << 6 | digit;
                count += 6;
                if (count >= 8)
                {
                    count -= 8;
                    target[length++] = (byte)(bits >> count);
                }
            }

            return (bits & (1 << count) - 1) == 0;
        }

        static int DigitOf(byte c)
        {
            return c >= 'A' && c <= 'Z' ? c - 'A'
                : c >= 'a' && c <= 'z' ? c - 'a' + 26
                : c >= '0' && c <= '9' ? c - '0' + 52
                : c == '-' ? 62
                : c == '_' ? 63
                : -1;
        }
    }
}
