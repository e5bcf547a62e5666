namespace Pedestal.Core.Offline
{
    /// <summary>The offline admissions that ticketing does not know yet, oldest first.</summary>
    sealed class UnreportedAdmissions
    {
        readonly AdmissionRecord[] _records;
        int _first;
        int _end;

        /// <summary>Creates it with room for a number of admissions over its lifetime.</summary>
        internal UnreportedAdmissions(int capacity)
        {
            _records = new AdmissionRecord[capacity];
        }

        /// <summary>Their number.</summary>
        internal int Count
        {
            get { return _end - _first; }
        }

        /// <summary>The oldest; null if there is none.</summary>
        internal AdmissionRecord First
        {
            get { return Count > 0 ? _records[_first] : null; }
        }

        /// <summary>One of them, from 0 for the oldest.</summary>
        internal AdmissionRecord At(int index)
        {
            return _records[_first + index];
        }

        /// <summary>Adds one; there must be room.</summary>
        internal void Add(AdmissionRecord record)
        {
            _records[_end++] = record;
        }

        /// <summary>Whether the admission of a request is one of them.</summary>
        internal bool Contains(ulong requestId)
        {
            return IndexOf(requestId) >= 0;
        }

        /// <summary>Removes the admission of a request, if it is there.</summary>
        internal void Remove(ulong requestId)
        {
            var index = IndexOf(requestId);
            if (index < 0)
            {
                return;
            }

            for (; index > _first; index--)
            {
                _records[index] = _records[index - 1];
            }

            _records[_first++] = null;
        }

        /// <summary>Removes all.</summary>
        internal void Clear()
        {
            _first = 0;
            _end = 0;
        }

        int IndexOf(ulong requestId)
        {
            for (var i = _first; i < _end; i++)
            {
                if (_records[i].RequestId == requestId)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
