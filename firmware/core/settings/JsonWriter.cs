namespace Pedestal.Core.Settings
{
    /// <summary>Writes JSON into its own buffer. Texts may contain any character; the result is ASCII.</summary>
    sealed class JsonWriter
    {
        /// <summary>The bytes so far, and room for more.</summary>
        internal readonly byte[] Buffer;

        /// <summary>Bytes so far.</summary>
        internal int Length;

        internal JsonWriter(int capacity)
        {
            Buffer = new byte[capacity];
        }

        /// <summary>Adds ASCII unchanged.</summary>
        internal JsonWriter Raw(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                Put(text[i]);
            }

            return this;
        }

        /// <summary>Adds a text in quotes, escaped where JSON requires it.</summary>
        internal JsonWriter Text(string text)
        {
            Put('"');
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (c == '"' || c == '\\')
                {
                    Put('\\');
                    Put(c);
                }
                else if (c < ' ' || c > '~')
                {
                    Raw("\\u");
                    Digits(c, 12);
                }
                else
                {
                    Put(c);
                }
            }

            Put('"');
            return this;
        }

        /// <summary>Adds eight hexadecimal digits.</summary>
        internal JsonWriter Hexadecimal(uint value)
        {
            Digits(value, 28);
            return this;
        }

        internal byte[] ToArray()
        {
            var text = new byte[Length];
            System.Array.Copy(Buffer, 0, text, 0, Length);
            return text;
        }

        void Digits(uint value, int shift)
        {
            for (; shift >= 0; shift -= 4)
            {
                var digit = (int)(value >> shift & 15);
                Put((char)(digit < 10 ? '0' + digit : 'a' + digit - 10));
            }
        }

        void Put(char c)
        {
            Buffer[Length++] = (byte)c;
        }
    }
}
