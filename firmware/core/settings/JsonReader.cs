namespace Pedestal.Core.Settings
{
    /// <summary>
    /// Reads JSON piece by piece from bytes whose checksum has been verified: what <see cref="JsonWriter"/> writes, with any white
    /// space. Anything else gives false or an empty text, and is never read beyond the end.
    /// </summary>
    sealed class JsonReader
    {
        readonly byte[] _bytes;
        readonly char[] _text;
        int _at;

        internal JsonReader(byte[] bytes)
        {
            _bytes = bytes;
            _text = new char[bytes.Length];
        }

        /// <summary>Skips a character if it is next.</summary>
        internal bool Skip(char c)
        {
            while (_at < _bytes.Length && (_bytes[_at] == ' ' || _bytes[_at] == '\n' || _bytes[_at] == '\r'
                || _bytes[_at] == '\t'))
            {
                _at++;
            }

            if (_at >= _bytes.Length || _bytes[_at] != c)
            {
                return false;
            }

            _at++;
            return true;
        }

        /// <summary>Skips a member's name and its colon if they are next.</summary>
        internal bool Name(string name)
        {
            return Text() == name && Skip(':');
        }

        /// <summary>A text in quotes, a number, true or false, as text; empty if none of them is next.</summary>
        internal string Scalar()
        {
            if (Skip('"'))
            {
                _at--;
                return Text();
            }

            var length = 0;
            while (_at < _bytes.Length && (_bytes[_at] >= '0' && _bytes[_at] <= '9' || _bytes[_at] >= 'a' && _bytes[_at] <= 'z'))
            {
                _text[length++] = (char)_bytes[_at++];
            }

            return new string(_text, 0, length);
        }

        /// <summary>A text in quotes; empty if there is none.</summary>
        internal string Text()
        {
            var length = 0;
            if (!Skip('"'))
            {
                return "";
            }

            while (_at < _bytes.Length && _bytes[_at] != '"')
            {
                var c = (char)_bytes[_at++];
                _text[length++] = c == '\\' ? Escaped() : c;
            }

            return Skip('"') ? new string(_text, 0, length) : "";
        }

        char Escaped()
        {
            if (_at >= _bytes.Length)
            {
                return '\0';
            }

            var c = (char)_bytes[_at++];
            if (c != 'u')
            {
                return c;
            }

            var code = 0;
            for (var i = 0; i < 4 && _at < _bytes.Length; i++)
            {
                code = code << 4 | SettingValues.HexDigit((char)_bytes[_at++]) & 15;
            }

            return (char)code;
        }
    }
}
