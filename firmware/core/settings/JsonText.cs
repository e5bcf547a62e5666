namespace Pedestal.Core.Settings
{
    /// <summary>
    /// Writes one small JSON object of ASCII names, words and numbers into its own buffer. Names and words are the firmware's
    /// own and need no escaping; AddText adds text from people or peers.
    /// </summary>
    public sealed class JsonText
    {
        readonly byte[] _buffer;
        readonly byte[] _digits = new byte[20];
        int _length;

        /// <summary>Creates a writer with a capacity in bytes; text beyond it is cut off.</summary>
        public JsonText(int capacity)
        {
            _buffer = new byte[capacity];
        }

        /// <summary>Starts the object, or a nested object with a name.</summary>
        public JsonText Begin(string name)
        {
            if (name == null)
            {
                _length = 0;
            }
            else
            {
                Name(name);
            }

            Put((byte)'{');
            return this;
        }

        /// <summary>Adds a word.</summary>
        public JsonText Add(string name, string word)
        {
            Name(name);
            Put((byte)'"');
            Put(word);
            Put((byte)'"');
            return this;
        }

        /// <summary>Adds a number.</summary>
        public JsonText Add(string name, long number)
        {
            Name(name);
            Put(number);
            return this;
        }

        /// <summary>Starts a list of numbers.</summary>
        public JsonText BeginList(string name)
        {
            Name(name);
            Put((byte)'[');
            return this;
        }

        /// <summary>Adds a number to the list.</summary>
        public JsonText AddItem(long number)
        {
            if (_buffer[_length - 1] != (byte)'[')
            {
                Put((byte)',');
            }

            Put(number);
            return this;
        }

        /// <summary>Ends the list.</summary>
        public JsonText EndList()
        {
            Put((byte)']');
            return this;
        }

        void Put(long number)
        {
            if (number < 0)
            {
                Put((byte)'-');
                number = -number;
            }

            var count = 0;
            do
            {
                _digits[count++] = (byte)('0' + number % 10);
                number /= 10;
            }
            while (number != 0);
            while (count > 0)
            {
                Put(_digits[--count]);
            }
        }

        /// <summary>Adds true or false.</summary>
        public JsonText Add(string name, bool value)
        {
            Name(name);
            Put(value ? "true" : "false");
            return this;
        }

        /// <summary>Adds 64 bits as 16 hexadecimal digits.</summary>
        public JsonText AddHex(string name, ulong value)
        {
            Name(name);
            Put((byte)'"');
            for (var shift = 60; shift >= 0; shift -= 4)
            {
                var digit = (int)(value >> shift & 15);
                Put((byte)(digit < 10 ? '0' + digit : 'a' + digit - 10));
            }

            Put((byte)'"');
            return this;
        }

        /// <summary>Adds text from any source, escaped; non-ASCII characters become question marks.</summary>
        public JsonText AddText(string name, string text)
        {
            Name(name);
            Put((byte)'"');
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (c == '"' || c == '\\')
                {
                    Put((byte)'\\');
                }

                Put(c >= ' ' && c <= '~' ? (byte)c : (byte)'?');
            }

            Put((byte)'"');
            return this;
        }

        /// <summary>Ends the object.</summary>
        public JsonText End()
        {
            Put((byte)'}');
            return this;
        }

        /// <summary>The text so far.</summary>
        public byte[] ToArray()
        {
            var text = new byte[_length];
            System.Array.Copy(_buffer, 0, text, 0, _length);
            return text;
        }

        void Name(string name)
        {
            if (_buffer[_length - 1] != (byte)'{')
            {
                Put((byte)',');
            }

            Put((byte)'"');
            Put(name);
            Put((byte)'"');
            Put((byte)':');
        }

        void Put(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                Put((byte)text[i]);
            }
        }

        void Put(byte character)
        {
            if (_length < _buffer.Length)
            {
                _buffer[_length++] = character;
            }
        }
    }
}
