namespace Pedestal.Core.Console
{
    /// <summary>Encodes Base64 into an existing buffer.</summary>
    public static class Base64
    {
        /// <summary>Characters of a full line, which encodes 57 bytes.</summary>
        public const int LineLength = 76;

        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        /// <summary>Writes at most 57 bytes as a line with CR and LF. Returns the position after it.</summary>
        public static int WriteLine(byte[] data, int offset, int count, byte[] text, int position)
        {
            for (var i = 0; i < count; i += 3)
            {
                var left = count - i;
                var group = data[offset + i] << 16
                    | (left > 1 ? data[offset + i + 1] << 8 : 0)
                    | (left > 2 ? data[offset + i + 2] : 0);
                text[position++] = (byte)Alphabet[group >> 18];
                text[position++] = (byte)Alphabet[group >> 12 & 63];
                text[position++] = left > 1 ? (byte)Alphabet[group >> 6 & 63] : (byte)'=';
                text[position++] = left > 2 ? (byte)Alphabet[group & 63] : (byte)'=';
            }

            text[position++] = (byte)'\r';
            text[position++] = (byte)'\n';
            return position;
        }
    }
}
