namespace Pedestal.Core.Console
{
    /// <summary>
    /// Buffers input while a command runs. Bounded: a line that does not fit is dropped as a whole and counted, and so are all
    /// lines after it until the buffered ones have been taken, so that no line is executed whose predecessor was not.
    /// </summary>
    public sealed class TypedAhead
    {
        const int Capacity = 512;
        readonly byte[] _bytes = new byte[Capacity];
        int _next;
        int _end;
        int _lineStart;
        bool _dropsLineFeed;

        /// <summary>Whether nothing is buffered.</summary>
        public bool IsEmpty
        {
            get { return _next == _end; }
        }

        /// <summary>Whether the next bytes belong to a line that is being dropped.</summary>
        public bool IsDropping { get; private set; }

        /// <summary>Number of lines dropped since <see cref="TakeDropped"/>.</summary>
        public int Dropped { get; private set; }

        /// <summary>Adds a byte.</summary>
        public void Put(byte value)
        {
            var isEnd = value == '\r' || value == '\n';
            if (value == '\n' && _dropsLineFeed)
            {
                _dropsLineFeed = false;
                return;
            }

            _dropsLineFeed = false;
            MakeRoom();
            if (!IsDropping && (_end == Capacity || Dropped > 0 && !IsEmpty))
            {
                _end = _lineStart;
                IsDropping = true;
                Dropped++;
            }

            if (IsDropping)
            {
                IsDropping = !isEnd;
                _dropsLineFeed = value == '\r';
                return;
            }

            _bytes[_end++] = value;
            _lineStart = isEnd ? _end : _lineStart;
        }

        /// <summary>Removes the oldest byte.</summary>
        public int Take()
        {
            var value = _bytes[_next++];
            if (_next == _end)
            {
                Empty();
            }
            else if (_lineStart < _next)
            {
                _lineStart = _next;
            }

            return value;
        }

        /// <summary>The number of dropped lines; resets the count.</summary>
        public int TakeDropped()
        {
            var dropped = Dropped;
            Dropped = 0;
            return dropped;
        }

        /// <summary>Discards everything.</summary>
        public void Clear()
        {
            Empty();
            IsDropping = false;
            Dropped = 0;
        }

        void Empty()
        {
            _next = 0;
            _end = 0;
            _lineStart = 0;
        }

        void MakeRoom()
        {
            if (_end == Capacity && _next > 0)
            {
                System.Array.Copy(_bytes, _next, _bytes, 0, _end - _next);
                _end -= _next;
                _lineStart -= _next;
                _next = 0;
            }
        }
    }
}
