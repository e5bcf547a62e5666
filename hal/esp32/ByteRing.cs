namespace Pedestal.Hal.Esp32
{
    /// <summary>A ring buffer of bytes between two threads. A full ring accepts no more.</summary>
    public sealed class ByteRing
    {
        readonly byte[] _bytes;
        int _first;
        int _count;

        /// <summary>A ring of so many bytes.</summary>
        public ByteRing(int length)
        {
            _bytes = new byte[length];
        }

        /// <summary>Bytes in the ring.</summary>
        public int Count
        {
            get
            {
                lock (_bytes)
                {
                    return _count;
                }
            }
        }

        /// <summary>Free bytes.</summary>
        public int Room
        {
            get
            {
                lock (_bytes)
                {
                    return _bytes.Length - _count;
                }
            }
        }

        /// <summary>Adds bytes; returns how many fitted.</summary>
        public int Put(byte[] bytes, int offset, int count)
        {
            lock (_bytes)
            {
                var fits = _bytes.Length - _count < count ? _bytes.Length - _count : count;
                for (var i = 0; i < fits; i++)
                {
                    _bytes[(_first + _count) % _bytes.Length] = bytes[offset + i];
                    _count++;
                }

                return fits;
            }
        }

        /// <summary>Takes the oldest byte; -1 when there is none.</summary>
        public int Take()
        {
            lock (_bytes)
            {
                if (_count == 0)
                {
                    return -1;
                }

                var value = _bytes[_first];
                _first = (_first + 1) % _bytes.Length;
                _count--;
                return value;
            }
        }

        /// <summary>Takes the oldest bytes, as many as there are and fit; returns how many.</summary>
        public int Take(byte[] target)
        {
            lock (_bytes)
            {
                var taken = _count < target.Length ? _count : target.Length;
                for (var i = 0; i < taken; i++)
                {
                    target[i] = _bytes[_first];
                    _first = (_first + 1) % _bytes.Length;
                }

                _count -= taken;
                return taken;
            }
        }
    }
}
