namespace Pedestal.Protocol
{
    /// <summary>The layout of commands and their replies: a byte, a zero, the length of a text (2 bytes), the text.</summary>
    static class FleetText
    {
        const int HeaderLength = 4;

        internal static byte[] Write(byte first, string text)
        {
            var body = new byte[HeaderLength + text.Length];
            body[0] = first;
            Bytes.PutUInt16(body, 2, text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                body[HeaderLength + i] = (byte)text[i];
            }

            return body;
        }

        /// <summary>The text; null if its length is wrong or it is not ASCII.</summary>
        internal static string Read(byte[] body, int maximum)
        {
            if (body.Length < HeaderLength || body[1] != 0)
            {
                return null;
            }

            var length = Bytes.GetUInt16(body, 2);
            if (length > maximum || HeaderLength + length != body.Length)
            {
                return null;
            }

            var text = new char[length];
            for (var i = 0; i < length; i++)
            {
                var c = body[HeaderLength + i];
                if (c != (byte)'\n' && (c < (byte)' ' || c > (byte)'~'))
                {
                    return null;
                }

                text[i] = (char)c;
            }

            return new string(text, 0, length);
        }
    }
}
