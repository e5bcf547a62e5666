namespace Pedestal.Core.Offline
{
    /// <summary>A pedestal's own decision about a code.</summary>
    public enum OfflineVerdict
    {
        /// <summary>Admitted, and recorded on flash.</summary>
        Admitted = 0,

        /// <summary>Offline admission is switched off.</summary>
        Off = 1,

        /// <summary>A printed code, which may be a copy.</summary>
        NotSigned = 2,

        /// <summary>Signed with another key than tonight's, or altered.</summary>
        WrongSignature = 3,

        /// <summary>Signed for another half minute: a picture of a code, or a wrong clock.</summary>
        OutOfTime = 4,

        /// <summary>The pedestal does not know the time of day.</summary>
        ClockUnset = 5,

        /// <summary>The ticket belongs to another lane, the only one that may admit it.</summary>
        OtherLane = 6,

        /// <summary>This lane admitted the ticket before.</summary>
        Used = 7,

        /// <summary>Ticketing has not assigned this lane its tickets yet.</summary>
        ListNotOpen = 8,

        /// <summary>The list of admissions has no room left.</summary>
        ListFull = 9,

        /// <summary>The list of admissions is damaged; what it may have lost could be admitted twice.</summary>
        ListDamaged = 10,

        /// <summary>The admission could not be recorded.</summary>
        StorageFailed = 11,
    }
}
