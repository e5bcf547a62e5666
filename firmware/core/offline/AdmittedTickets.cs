namespace Pedestal.Core.Offline
{
    /// <summary>
    /// The tickets in a list of admissions, each as 64 bits of FNV-1a with the request that admitted it. Two tickets share the bits
    /// so rarely that refusing the second one is acceptable. A removed ticket leaves its place empty, so that the list's length is
    /// bounded.
    /// </summary>
    sealed class AdmittedTickets
    {
        const ulong Empty = 0;
        readonly ulong[] _hashes;
        readonly ulong[] _requests;
        int _used;

        /// <summary>Creates it with room for a number of tickets.</summary>
        internal AdmittedTickets(int capacity)
        {
            _hashes = new ulong[capacity];
            _requests = new ulong[capacity];
        }

        /// <summary>Number of tickets.</summary>
        internal int Count { get; private set; }

        /// <summary>Whether there is room for one more.</summary>
        internal bool HasRoom
        {
            get { return _used < _hashes.Length; }
        }

        /// <summary>Id of the request that admitted a ticket; 0 if the list does not contain it.</summary>
        internal ulong RequestOf(byte[] code)
        {
            var index = IndexOf(_hashes, Hash(code));
            return index < 0 ? 0 : _requests[index];
        }

        /// <summary>Whether a request has admitted one of them.</summary>
        internal bool Has(ulong requestId)
        {
            return IndexOf(_requests, requestId) >= 0;
        }

        /// <summary>Adds a ticket, for which there must be room, or notes that another request has admitted it again.</summary>
        internal void Add(byte[] code, ulong requestId)
        {
            var hash = Hash(code);
            var index = IndexOf(_hashes, hash);
            if (index < 0)
            {
                index = _used++;
                Count++;
            }

            _hashes[index] = hash;
            _requests[index] = requestId;
        }

        /// <summary>Removes the ticket that a request has admitted, if it is there.</summary>
        internal void Remove(ulong requestId)
        {
            var index = IndexOf(_requests, requestId);
            if (index >= 0)
            {
                _hashes[index] = Empty;
                _requests[index] = Empty;
                Count--;
            }
        }

        /// <summary>Removes all tickets.</summary>
        internal void Clear()
        {
            Count = 0;
            _used = 0;
        }

        int IndexOf(ulong[] values, ulong value)
        {
            var index = value == Empty ? -1 : _used - 1;
            while (index >= 0 && values[index] != value)
            {
                index--;
            }

            return index;
        }

        static ulong Hash(byte[] code)
        {
            var hash = 14695981039346656037UL;
            for (var i = 0; i < code.Length; i++)
            {
                hash = (hash ^ code[i]) * 1099511628211UL;
            }

            return hash;
        }
    }
}
