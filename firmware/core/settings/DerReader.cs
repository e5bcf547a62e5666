namespace Pedestal.Core.Settings
{
    /// <summary>Reads the elements of a DER encoding: tag, length, content. Never reads beyond the end.</summary>
    sealed class DerReader
    {
        readonly byte[] _bytes;
        readonly int _end;
        int _at;

        internal DerReader(byte[] bytes)
            : this(bytes, 0, bytes.Length)
        {
        }

        DerReader(byte[] bytes, int start, int end)
        {
            _bytes = bytes;
            _at = start;
            _end = end;
        }

        /// <summary>Whether nothing is left.</summary>
        internal bool IsAtEnd
        {
            get { return _at == _end; }
        }

        /// <summary>Length of the next element and its header as stated in the header, in bytes; -1 if it states none.</summary>
        internal int Announced()
        {
            var header = HeaderLength();
            if (header < 0)
            {
                return -1;
            }

            int length = _bytes[_at + 1];
            if (header > 2)
            {
                length = 0;
                for (var i = 2; i < header; i++)
                {
                    length = length << 8 | _bytes[_at + i];
                }
            }

            return header + length;
        }

        /// <summary>Enters the next element; false if it has another tag or is incomplete.</summary>
        internal bool Enter(int tag)
        {
            if (!IsNext(tag))
            {
                return false;
            }

            _at += HeaderLength();
            return true;
        }

        /// <summary>Skips the next element and returns a reader of its content; null if <see cref="Skip"/> would fail.</summary>
        internal DerReader Inside(int tag)
        {
            var start = _at;
            if (!Skip(tag))
            {
                return null;
            }

            var inside = new DerReader(_bytes, start, _at);
            inside.Enter(tag);
            return inside;
        }

        /// <summary>Skips the next element; false if it has another tag or is incomplete.</summary>
        internal bool Skip(int tag)
        {
            if (!IsNext(tag))
            {
                return false;
            }

            _at += Announced();
            return true;
        }

        bool IsNext(int tag)
        {
            var length = _at < _end && _bytes[_at] == tag ? Announced() : -1;
            return length > 0 && length <= _end - _at;
        }

        /// <summary>Length of tag and length field; -1 if they are incomplete or longer than any certificate needs.</summary>
        int HeaderLength()
        {
            if (_end - _at < 2)
            {
                return -1;
            }

            // 0x80 plus the number of bytes of the length; three are enough here.
            var more = _bytes[_at + 1] < 0x80 ? 0 : _bytes[_at + 1] - 0x80;
            var isLong = _bytes[_at + 1] >= 0x80;
            return isLong && (more < 1 || more > 3) || _end - _at < 2 + more ? -1 : 2 + more;
        }
    }
}
