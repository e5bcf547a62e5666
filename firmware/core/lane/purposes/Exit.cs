using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Requests;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// Lets guests leave. Nobody is locked in: without a decision about the guest the gate opens too, and the outcome says why.
    /// Only a code or palm that is not known keeps it shut.
    /// </summary>
    sealed class Exit : GuestPurpose
    {
        readonly IClock _clock;

        /// <summary>Opens a gate.</summary>
        internal Exit(LaneParts parts, Attempt attempt, LaneRequests requests, JustAdmitted admitted, GuestGate gate)
            : base(parts, attempt, requests, admitted, gate)
        {
            _clock = parts.Clock;
        }

        /// <inheritdoc/>
        protected override Indication Opened
        {
            get { return Indication.Goodbye; }
        }

        /// <inheritdoc/>
        public override void FollowMatcher(Decision decision)
        {
            Follow(EntryWay.Palm, OpeningReason.Palm, decision);
        }

        /// <summary>A palm that could not be read is no reason to open: the guest may show a code.</summary>
        public override void GiveUpPalm(OutcomeReason reason)
        {
            if (reason == OutcomeReason.CameraFailed || reason == OutcomeReason.CaptureUnusable
                || reason == OutcomeReason.TooBrightHere)
            {
                Attempt.GiveUp(EntryWay.Palm, reason);
            }
            else
            {
                LetUndecided(EntryWay.Palm, Decision.None, reason);
            }
        }

        /// <inheritdoc/>
        public override void GiveUpCode(OutcomeReason reason)
        {
            LetUndecided(EntryWay.Ticket, Decision.None, reason);
        }

        /// <inheritdoc/>
        public override void FollowTicketing(RequestState state, Decision decision)
        {
            if (state == RequestState.Unfit)
            {
                LetUndecided(EntryWay.Ticket, Decision.None, OutcomeReason.BadReply);
            }
            else
            {
                base.FollowTicketing(state, decision);
            }
        }

        /// <inheritdoc/>
        protected override void FollowTicketing(Decision decision)
        {
            Follow(EntryWay.Ticket, OpeningReason.Ticket, decision);
        }

        void Follow(EntryWay way, OpeningReason reason, Decision decision)
        {
            if (decision == Decision.Left)
            {
                Let(way, reason, decision, NotesOf(way));
            }
            else if (IsUnknown(decision))
            {
                Conclude(way, decision);
            }
            else
            {
                LetUndecided(way, decision, OutcomeReason.None);
            }
        }

        void LetUndecided(EntryWay way, Decision decision, OutcomeReason reason)
        {
            var start = _clock.NowMicroseconds();
            if (way == EntryWay.Ticket)
            {
                Admitted.Remember(Attempt.Code, Attempt.RequestId);
            }

            Finish(Gate.OpenUndecided(), start, way, decision, reason);
        }

        /// <summary>Whether a service does not know the palm or the code, at whatever event.</summary>
        static bool IsUnknown(Decision decision)
        {
            var refusal = DecisionTable.Of(decision).Refusal;
            return (refusal == Refusal.Ticket || refusal == Refusal.Palm) && decision != Decision.NoEvent;
        }
    }
}
