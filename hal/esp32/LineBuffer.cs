namespace Pedestal.Hal.Esp32
{
    /// <summary>Makes lines of bytes; a line that is too long is dropped as a whole.</summary>
    public sealed class LineBuffer
    {
        readonly char[] _line;
        int _length;

        /// <summary>For lines of at most so many characters.</summary>
        public LineBuffer(int longest)
        {
            _line = new char[longest];
        }

        /// <summary>The last whole line.</summary>
        public string Line { get; private set; }

        /// <summary>Whether the last line was too long; <see cref="Line"/> is null then.</summary>
        public bool TooLong { get; private set; }

        /// <summary>Takes a byte; true when it ends a line that is not empty.</summary>
        public bool Take(byte value)
        {
            if (value != '\r' && value != '\n')
            {
                if (_length < _line.Length)
                {
                    // What is not printable ASCII is no part of any command.
                    _line[_length] = value >= ' ' && value <= '~' ? (char)value : '?';
                }

                _length = _length <= _line.Length ? _length + 1 : _length;
                return false;
            }

            var length = _length;
            _length = 0;
            TooLong = length > _line.Length;
            Line = TooLong ? null : new string(_line, 0, length);
            return length > 0;
        }
    }
}
