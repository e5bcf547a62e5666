using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// Lets guests pass who show a palm or a code: what entry and exit have in common. Only from here a gate opens for a guest.
    /// </summary>
    abstract class GuestPurpose : Purpose
    {
        /// <summary>Opens the gate.</summary>
        protected readonly GuestGate Gate;

        /// <summary>The code of the guest who was let through last.</summary>
        protected readonly JustAdmitted Admitted;

        readonly LaneRequests _requests;
        readonly IClock _clock;
        Indication _shown;
        int _companions;

        /// <summary>Opens a gate.</summary>
        protected GuestPurpose(LaneParts parts, Attempt attempt, LaneRequests requests, JustAdmitted admitted, GuestGate gate)
            : base(attempt, TicketPurpose.RedeemCode)
        {
            Gate = gate;
            Admitted = admitted;
            _requests = requests;
            _clock = parts.Clock;
        }

        /// <inheritdoc/>
        public override PassageTerms NextTerms()
        {
            return Gate.NextTerms();
        }

        /// <inheritdoc/>
        public override Indication Invitation
        {
            get { return Indication.Ready; }
        }

        /// <inheritdoc/>
        public override bool TakesPalms
        {
            get { return true; }
        }

        /// <summary>What the ring shows when the gate is open.</summary>
        protected abstract Indication Opened { get; }

        /// <inheritdoc/>
        public override void Describe(MatchRequest request)
        {
            request.Purpose = MatchPurpose.Enter;
            NextTerms().Write(request.Link, 0);
        }

        /// <inheritdoc/>
        public override void DescribeFirst(MatchRequest request)
        {
            Describe(request);
        }

        /// <inheritdoc/>
        public override void PalmAsked()
        {
            Admitted.Forget();
        }

        /// <inheritdoc/>
        public override bool Retries(Decision decision)
        {
            return decision == Decision.NotRecognised;
        }

        /// <summary>Green stays, no request is sent, and no gate opens. Reported once per admission.</summary>
        public override bool RepeatCode()
        {
            if (Admitted.IsNews())
            {
                Attempt.Begin(_clock.NowMicroseconds());
                Attempt.RequestId = Admitted.RequestId;
                Attempt.Finish(EntryWay.Ticket, Decision.None, OutcomeReason.JustAdmitted, LaneState.Admitted, _shown, _companions);
            }
            else
            {
                Attempt.Display.EnterResult(LaneState.Admitted, _shown, _companions);
            }

            return true;
        }

        /// <summary>Opens the gate for a service's decision.</summary>
        /// <param name="way">What the guest showed.</param>
        /// <param name="reason">Why it opens.</param>
        /// <param name="decision">The decision.</param>
        /// <param name="notes">The notes of its reply.</param>
        protected void Let(EntryWay way, OpeningReason reason, Decision decision, byte notes)
        {
            var start = _clock.NowMicroseconds();
            if (way == EntryWay.Ticket)
            {
                Admitted.Remember(Attempt.Code, Attempt.RequestId);
            }

            var isOpen = Gate.Open(reason, way, way == EntryWay.Ticket ? Attempt.RequestId : 0, notes);
            Finish(isOpen, start, way, decision, OutcomeReason.None, notes);
        }

        /// <summary>Ends the attempt with the gate open, or out of order if it stayed shut.</summary>
        protected void Finish(bool isOpen, long start, EntryWay way, Decision decision, OutcomeReason reason, byte notes = 0)
        {
            if (!isOpen)
            {
                Admitted.Forget();
                Attempt.Finish(way, Decision.None, OutcomeReason.GateFault, LaneState.Fault, Indication.Fault);
                return;
            }

            Attempt.Ledger.Charge(Stage.Gate, _clock.NowMicroseconds() - start);
            _companions = AdmissionNotes.CompanionsOf(notes);
            _shown = AdmissionNotes.NeedsAttention(notes) ? Indication.Attention
                : _companions > 0 ? Indication.Companions
                : Opened;
            Attempt.Finish(way, decision, reason, LaneState.Admitted, _shown, _companions);
        }

        /// <summary>The notes of the reply about a palm or a code.</summary>
        protected byte NotesOf(EntryWay way)
        {
            return way == EntryWay.Palm ? _requests.Matcher.Notes : _requests.Ticketing.Notes;
        }

        /// <summary>Ends the attempt with a service's decision that opens no gate.</summary>
        protected void Conclude(EntryWay way, Decision decision)
        {
            if (DecisionTable.Of(decision).IsRefusal
                || (decision == Decision.TooLate && NotesOf(way) == AdmissionNotes.NotBegun))
            {
                Attempt.Settle();
            }

            Attempt.Conclude(way, decision);
        }
    }
}
