using Pedestal.Core.Lane.Attempts;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>What a passage means for an admission.</summary>
    enum AdmissionState
    {
        /// <summary>The guest has still to pass; the entry counts only then.</summary>
        Awaited = 0,

        /// <summary>The entry counts already.</summary>
        Counted = 1,

        /// <summary>An operator or the self test opened the gate.</summary>
        ByHand = 2,

        /// <summary>The time is over and the entry undone; a guest who passes now was slow.</summary>
        Late = 3,
    }

    /// <summary>An opening of the gate whose guest has not passed yet. The object is reused.</summary>
    sealed class OpenAdmission
    {
        /// <summary>Id of the request that admitted the guest, the last one if several did.</summary>
        internal ulong RequestId;

        /// <summary>Id under which the lane's list of admissions has the ticket; 0 if it may not be listed.</summary>
        internal ulong ListedId;

        /// <summary>Whether the pedestal itself admitted the guest.</summary>
        internal bool IsOffline;

        /// <summary>What the guest presented.</summary>
        internal EntryWay Way;

        /// <summary>What a passage means.</summary>
        internal AdmissionState State;

        /// <summary>When that ends, µs.</summary>
        internal long Ends;

        /// <summary>When the gate was opened, µs.</summary>
        internal long Opened;

        /// <summary>The gate's confirmations before it was opened.</summary>
        internal int Confirmations;
    }
}
