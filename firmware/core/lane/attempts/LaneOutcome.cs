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

        /// <summary>Nothing: the turnstile reported a passage that no palm or code had opened it for.</summary>
        Contact = 5,
    }

    /// <summary>Why there is no decision of a service.</summary>
    public enum OutcomeReason
    {
        /// <summary>There is a decision.</summary>
        None = 0,

        /// <summary>No authentic reply within the budget.</summary>
        NoReplyInTime = 1,

        /// <summary>The broker is not connected.</summary>
        LinkDown = 2,

        /// <summary>The camera failed; see its status.</summary>
        CameraFailed = 3,

        /// <summary>No capture of this palm was usable; see the extraction status.</summary>
        CaptureUnusable = 4,

        /// <summary>An authentic reply that does not fit the request.</summary>
        BadReply = 5,

        /// <summary>The code is longer than a ticket's.</summary>
        CodeTooLong = 6,

        /// <summary>The guest went away before the enrolment was complete.</summary>
        Abandoned = 7,

        /// <summary>An unexpected exception in the firmware.</summary>
        InternalError = 8,

        /// <summary>The code that this lane has just admitted was read again; no request is sent, and no gate opens.</summary>
        JustAdmitted = 9,

        /// <summary>The ticket's account did not confirm the enrolment in time.</summary>
        NotConfirmed = 10,

        /// <summary>The gate's relay stopped following while a service admitted the guest; the gate was not opened.</summary>
        GateFault = 11,

        /// <summary>The guest was admitted and did not pass in time, so the admission is undone.</summary>
        NoPassage = 12,

        /// <summary>The turnstile reported a passage without an admission.</summary>
        SlippedThrough = 13,

        /// <summary>Ambient light spoilt every capture of this palm.</summary>
        TooBrightHere = 14,

        /// <summary>The palm to be enrolled rested and had no pulse, twice.</summary>
        NoPulse = 15,
    }

    /// <summary>The last finished attempt. The object is reused: copy what you want to keep.</summary>
    public sealed class LaneOutcome
    {
        /// <summary>
        /// Id of its last request, or of the one that admitted the same code just before; 0 if there is none.
        /// </summary>
        public ulong RequestId;

        /// <summary>What was presented.</summary>
        public EntryWay Way;

        /// <summary>A service's decision; None if a reason says why there is none.</summary>
        public Decision Decision;

        /// <summary>Why there is no decision.</summary>
        public OutcomeReason Reason;

        /// <summary>The camera's last status.</summary>
        public CameraStatus Camera;

        /// <summary>The extraction's last status.</summary>
        public ExtractionStatus Extraction;

        /// <summary>
        /// Id of a request that was sent and ended without a decision that settles it, so that its service may have admitted a guest
        /// who does not pass; 0 if there is none.
        /// </summary>
        public ulong Unsettled;

        /// <summary>Whether it included something that takes time.</summary>
        public bool IsTimed
        {
            get { return Reason != OutcomeReason.JustAdmitted; }
        }

        /// <summary>How the time was spent.</summary>
        public readonly LatencyLedger Ledger = new LatencyLedger();
    }
}
