namespace Pedestal.Core.Lane.Passages
{
    /// <summary>The openings of the gate whose guests have not passed yet, oldest first.</summary>
    sealed class OpenAdmissions
    {
        /// <summary>More than pass a turnstile within a minute, the longest time to pass.</summary>
        internal const int Capacity = 32;

        readonly OpenAdmission[] _admissions = new OpenAdmission[Capacity];

        /// <summary>Starts without any.</summary>
        internal OpenAdmissions()
        {
            for (var i = 0; i < Capacity; i++)
            {
                _admissions[i] = new OpenAdmission();
            }
        }

        /// <summary>How many there are.</summary>
        internal int Count { get; private set; }

        /// <summary>Whether there is no room for another.</summary>
        internal bool IsFull
        {
            get { return Count == Capacity; }
        }

        /// <summary>One of them, from 0 for the oldest.</summary>
        internal OpenAdmission At(int index)
        {
            return _admissions[index];
        }

        /// <summary>Adds one for the caller to fill in; there must be room.</summary>
        internal OpenAdmission Add()
        {
            var added = _admissions[Count++];
            added.RequestId = 0;
            added.ListedId = 0;
            added.IsOffline = false;
            return added;
        }

        /// <summary>Removes one.</summary>
        internal void Remove(int index)
        {
            var removed = _admissions[index];
            Count--;
            for (var i = index; i < Count; i++)
            {
                _admissions[i] = _admissions[i + 1];
            }

            _admissions[Count] = removed;
        }

        /// <summary>Index of the oldest guest who is expected to pass; -1 if there is none.</summary>
        internal int Expected()
        {
            for (var i = 0; i < Count; i++)
            {
                if (_admissions[i].State == AdmissionState.Awaited || _admissions[i].State == AdmissionState.Counted)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Index of the newest in a state; -1 if there is none.</summary>
        internal int Newest(AdmissionState state)
        {
            var newest = Count - 1;
            while (newest >= 0 && _admissions[newest].State != state)
            {
                newest--;
            }

            return newest;
        }

        /// <summary>The newest guest whose entry is not confirmed; null if there is none.</summary>
        internal OpenAdmission Unconfirmed()
        {
            var newest = Newest(AdmissionState.Awaited);
            newest = newest >= 0 ? newest : Newest(AdmissionState.Late);
            return newest >= 0 ? _admissions[newest] : null;
        }

        /// <summary>The guest whose entry is not confirmed yet and has this id in the lane's list; null if there is none.</summary>
        internal OpenAdmission Find(ulong listedId)
        {
            for (var i = Count - 1; i >= 0; i--)
            {
                var state = _admissions[i].State;
                if (_admissions[i].ListedId == listedId && (state == AdmissionState.Awaited || state == AdmissionState.Late))
                {
                    return _admissions[i];
                }
            }

            return null;
        }

        /// <summary>How many are in a state.</summary>
        internal int CountOf(AdmissionState state)
        {
            var count = 0;
            for (var i = 0; i < Count; i++)
            {
                count += _admissions[i].State == state ? 1 : 0;
            }

            return count;
        }
    }
}
