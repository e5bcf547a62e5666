using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>What was presented.</summary>
    public enum EntryWay
    {
        /// <summary>A palm at an entry pedestal.</summary>
        Palm = 0,

        /// <summary>A scanned code.</summary>
        Ticket = 1,

        /// <summary>One sample of an enrolment.</summary>
        Sample = 2,

        /// <summary>The end of an enrolment.</summary>
        Enrolment = 3,

        /// <summary>A palm to be deleted with its person.</summary>
        Deletion = 4,
    }

    /// <summary>Why there was no decision of a service.</summary>
    public enum OutcomeReason
    {
        /// <summary>There was one.</summary>
        None = 0,

        /// <summary>No authentic reply within the budget.</summary>
        NoReplyInTime = 1,

        /// <summary>The broker is not connected.</summary>
        LinkDown = 2,

        /// <summary>The camera failed; see the camera status.</summary>
        CameraFailed = 3,

        /// <summary>No capture of this palm was usable; see the extraction status.</summary>
        CaptureUnusable = 4,

        /// <summary>An authentic reply that does not fit the request.</summary>
        BadReply = 5,

        /// <summary>The code is longer than a ticket's.</summary>
        CodeTooLong = 6,

        /// <summary>The guest went away before the enrolment was complete.</summary>
        Abandoned = 7,

        /// <summary>The firmware itself failed in a way nobody foresaw.</summary>
        InternalError = 8,

        /// <summary>The code that this lane has just admitted was read again; nothing is asked, and no gate opens.</summary>
        JustAdmitted = 9,

        /// <summary>The ticket's account did not confirm the enrolment in time.</summary>
        NotConfirmed = 10,

        /// <summary>The gate's relay stopped following while a service admitted the guest; it was not opened.</summary>
        GateFault = 11,
    }

    /// <summary>The last attempt that came to an end. Reused: copy what is to be kept.</summary>
    public sealed class LaneOutcome
    {
        /// <summary>Id of its last request, or of the one that admitted the same code just before; 0 when there was none.</summary>
        public ulong RequestId;

        /// <summary>What was presented.</summary>
        public EntryWay Way;

        /// <summary>What a service decided; None when a reason says why not.</summary>
        public Decision Decision;

        /// <summary>Why there was no decision.</summary>
        public OutcomeReason Reason;

        /// <summary>The camera's last status.</summary>
        public CameraStatus Camera;

        /// <summary>The extraction's last status.</summary>
        public ExtractionStatus Extraction;

        /// <summary>Whether something was done that takes time.</summary>
        public bool IsTimed
        {
            get { return Reason != OutcomeReason.JustAdmitted; }
        }

        /// <summary>Where the time went.</summary>
        public readonly LatencyLedger Ledger = new LatencyLedger();
    }
}
