namespace Pedestal.Core.Offline
{
    /// <summary>
    /// The tickets in a list of admissions, each as 64 bits of FNV-1a: two share them so rarely that the second one may well be
    /// refused.
    /// </summary>
    sealed class AdmittedTickets
    {
        readonly ulong[] _hashes;

        /// <summary>Room for so many.</summary>
        internal AdmittedTickets(int capacity)
        {
            _hashes = new ulong[capacity];
        }

        /// <summary>How many there are.</summary>
        internal int Count { get; private set; }

        /// <summary>Whether there is room for one more.</summary>
        internal bool HasRoom
        {
            get { return Count < _hashes.Length; }
        }

        /// <summary>Whether a ticket is among them.</summary>
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

        /// <summary>Forgets all.</summary>
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
