using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>A report that ticketing has not noted yet. The object is reused.</summary>
    sealed class PendingReport
    {
        /// <summary>The outcome.</summary>
        internal PassageOutcome Outcome;

        /// <summary>Id of the admission's request, or an id of its own.</summary>
        internal ulong RequestId;

        /// <summary>Whether it undoes a request that was not answered.</summary>
        internal bool IsUnanswered;

        /// <summary>Time of the observation, s since 1970; 0 if unknown.</summary>
        internal long UnixSeconds;

        /// <summary>It is not sent before, µs.</summary>
        internal long Due;

        /// <summary>Id of the offline admission that ticketing must know first; 0 for none.</summary>
        internal ulong After;
    }
}
