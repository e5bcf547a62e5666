namespace Pedestal.Core.Offline
{
    /// <summary>
    /// The tickets in a list of admissions, each as 64 bits of FNV-1a. Two tickets share them so rarely that refusing the
    /// second one is acceptable.
    /// </summary>
    sealed class AdmittedTickets
    {
        readonly ulong[] _hashes;

        /// <summary>Creates it with room for a number of tickets.</summary>
        internal AdmittedTickets(int capacity)
        {
            _hashes = new ulong[capacity];
        }

        /// <summary>Number of tickets.</summary>
        internal int Count { get; private set; }

        /// <summary>Whether there is room for one more.</summary>
        internal bool HasRoom
        {
            get { return Count < _hashes.Length; }
        }

        /// <summary>Whether it contains a ticket.</summary>
        internal bool Contains(byte[] code)
        {
            var hashes = _hashes;
            var hash = Hash(code);
            for (var i = 0; i < Count; i++)
            {
                if (hashes[i] == hash)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Adds a ticket; there must be room.</summary>
        internal void Add(byte[] code)
        {
            _hashes[Count++] = Hash(code);
        }

        /// <summary>Removes all tickets.</summary>
        internal void Clear()
        {
            Count = 0;
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
