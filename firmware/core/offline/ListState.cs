namespace Pedestal.Core.Offline
{
    /// <summary>Whether the list of admissions can be relied on.</summary>
    public enum ListState
    {
        /// <summary>There is no list, or it was never opened.</summary>
        NotOpen = 0,

        /// <summary>It contains every admission of this lane's tickets since the event began.</summary>
        Open = 1,

        /// <summary>It was complete until it had no room left.</summary>
        Full = 2,

        /// <summary>It is for another event, or offline admission was off in between; kept until everything is reported.</summary>
        Closed = 3,

        /// <summary>A record was altered.</summary>
        Damaged = 4,

        /// <summary>The storage does not work.</summary>
        StorageFailed = 5,
    }
}
