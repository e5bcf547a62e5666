using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Offline;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// Admits guests who show a palm or a code. Only here a gate opens for a guest, and only on an admission.
    /// </summary>
    sealed class Entry : Purpose
    {
        readonly IClock _clock;
        readonly GateKeeper _gate;
        readonly OfflineAdmission _offline;
        readonly JustAdmitted _admitted;

        /// <summary>Opens the gate of the parts; without offline admission only ticketing decides about codes.</summary>
        internal Entry(LaneParts parts, Attempt attempt, JustAdmitted admitted)
            : base(attempt, TicketPurpose.RedeemCode)
        {
            _clock = parts.Clock;
            _gate = parts.Gate;
            _offline = parts.Offline;
            _admitted = admitted;
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

        /// <inheritdoc/>
        public override void Describe(MatchRequest request)
        {
            request.Purpose = MatchPurpose.Enter;
        }

        /// <inheritdoc/>
        public override void DescribeFirst(MatchRequest request)
        {
            Describe(request);
        }

        /// <inheritdoc/>
        public override void PalmAsked()
        {
            _admitted.Forget();
        }

        /// <inheritdoc/>
        public override bool Retries(Decision decision)
        {
            return decision == Decision.NotRecognised;
        }

        /// <inheritdoc/>
        public override void FollowMatcher(Decision decision)
        {
            if (decision == Decision.Admitted)
            {
                Admit(EntryWay.Palm, OpeningReason.Palm);
            }
            else
            {
                Attempt.Conclude(EntryWay.Palm, decision);
            }
        }

        /// <inheritdoc/>
        public override void GiveUpPalm(OutcomeReason reason)
        {
            Attempt.GiveUp(EntryWay.Palm, reason);
        }

        /// <summary>Green stays, no request is sent, and no gate opens. Reported once per admission.</summary>
        public override bool RepeatCode()
        {
            if (_admitted.IsNews())
            {
                Attempt.Begin(_clock.NowMicroseconds());
                Attempt.RequestId = _admitted.RequestId;
                Attempt.Finish(EntryWay.Ticket, Decision.None, OutcomeReason.JustAdmitted, LaneState.Admitted, Indication.Admitted);
            }
            else
            {
                Attempt.Display.EnterResult(LaneState.Admitted, Indication.Admitted);
            }

            return true;
        }

        /// <summary>Ticketing may not know yet what this pedestal admitted offline.</summary>
        public override bool DecideCode()
        {
            if (_offline == null || !_offline.IsUsed(Attempt.Code.Bytes, Attempt.Code.Length))
            {
                return false;
            }

            Attempt.Conclude(EntryWay.Ticket, Decision.TicketUsed);
            return true;
        }

        /// <summary>A signed ticket of this lane may still be admitted.</summary>
        public override void GiveUpCode(OutcomeReason reason)
        {
            switch (_offline == null ? OfflineVerdict.Off : Judge())
            {
                case OfflineVerdict.Admitted: AdmitCode(OpeningReason.Offline); break;
                case OfflineVerdict.Used: Attempt.Conclude(EntryWay.Ticket, Decision.TicketUsed); break;
                case OfflineVerdict.OtherLane: Attempt.Conclude(EntryWay.Ticket, Decision.OtherLane); break;
                default: base.GiveUpCode(reason); break;
            }
        }

        /// <inheritdoc/>
        protected override void FollowTicketing(Decision decision)
        {
            if (decision != Decision.Admitted)
            {
                Attempt.Conclude(EntryWay.Ticket, decision);
                return;
            }

            _offline?.Note(Attempt.Code.Bytes, Attempt.Code.Length, Attempt.RequestId);

            AdmitCode(OpeningReason.Ticket);
        }

        OfflineVerdict Judge()
        {
            return _offline.Decide(Attempt.Code.Bytes, Attempt.Code.Length, Attempt.RequestId);
        }

        void AdmitCode(OpeningReason reason)
        {
            _admitted.Remember(Attempt.Code, Attempt.RequestId);
            Admit(EntryWay.Ticket, reason);
        }

        void Admit(EntryWay way, OpeningReason reason)
        {
            var start = _clock.NowMicroseconds();
            if (!_gate.Open(reason, Attempt.RequestId))
            {
                _admitted.Forget();
                Attempt.Finish(way, Decision.None, OutcomeReason.GateFault, LaneState.Fault, Indication.Fault);
                return;
            }

            Attempt.Ledger.Charge(Stage.Gate, _clock.NowMicroseconds() - start);
            Attempt.Finish(way, Decision.Admitted, OutcomeReason.None, LaneState.Admitted, Indication.Admitted);
        }
    }
}
