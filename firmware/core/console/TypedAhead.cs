namespace Pedestal.Core
{
    /// <summary>What is typed while a command runs. Bounded: more than that is lost.</summary>
    public sealed class TypedAhead
    {
        const int Capacity = 512;
        readonly byte[] _bytes = new byte[Capacity];
        int _next;
        int _end;

        /// <summary>Whether nothing waits.</summary>
        public bool IsEmpty
        {
            get { return _next == _end; }
        }

        /// <summary>Adds a byte.</summary>
        public void Put(byte value)
        {
            if (_end < Capacity)
            {
                _bytes[_end++] = value;
            }
        }

        /// <summary>The oldest byte.</summary>
        public int Take()
        {
            var value = _bytes[_next++];
            if (_next == _end)
            {
                Clear();
            }

            return value;
        }

        /// <summary>Forgets all.</summary>
        public void Clear()
        {
            _next = 0;
            _end = 0;
        }
    }
}
