namespace Pedestal.Core.Console
{
    /// <summary>
    /// Finds characters that no line may contain: all except printable ASCII. Dropping them would change the line's meaning, so
    /// the line is refused with the reason.
    /// </summary>
    public static class ForeignCharacter
    {
        /// <summary>Represents characters or whole lines that a port has lost (ASCII's SUB).</summary>
        public const char Lost = (char)0x1A;

        /// <summary>What is wrong with a line, or null; nothing is quoted from the index on at which a secret begins.</summary>
        public static string FaultOf(char[] line, int length, int secretFrom)
        {
            var first = -1;
            var lost = 0;
            for (var i = 0; i < length; i++)
            {
                lost += line[i] == Lost ? 1 : 0;
                first = first < 0 && (line[i] < ' ' || line[i] > '~') ? i : first;
            }

            return lost == 1 ? "a line was lost: it arrived too fast"
                : lost > 0 ? lost.ToString() + " lines were lost: they arrived too fast"
                : first < 0 ? null
                : "the line was refused: character " + (first + 1).ToString()
                    + (first >= secretFrom ? "" : ", " + Name(line, first, length) + ",") + " is not printable ASCII";
        }

        /// <summary>Whether a byte is a continuation byte of UTF-8.</summary>
        public static bool IsContinuation(char c)
        {
            return c >= 0x80 && c < 0xC0;
        }

        /// <summary>The UTF-8 character that starts at an index, or the byte itself.</summary>
        static string Name(char[] line, int index, int length)
        {
            var lead = line[index];
            var more = lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : 0;
            if (lead < 0x80)
            {
                return "U+" + Hex(lead, 4);
            }

            var code = more == 0 ? 0 : lead & (0x3F >> more);
            for (var i = 1; i <= more; i++)
            {
                if (index + i >= length || !IsContinuation(line[index + i]))
                {
                    more = 0;
                }
                else
                {
                    code = code << 6 | line[index + i] & 0x3F;
                }
            }

            return more == 0 ? "byte 0x" + Hex(lead, 2) : "U+" + Hex(code, code > 0xFFFF ? 5 : 4);
        }

        static string Hex(int value, int digits)
        {
            var text = new char[digits];
            for (var i = digits - 1; i >= 0; i--)
            {
                var digit = value & 15;
                text[i] = (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
                value >>= 4;
            }

            return new string(text, 0, digits);
        }
    }
}
