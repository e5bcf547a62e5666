using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Offline;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>Admits guests: the gate opens only on an admission, by a service or by this pedestal while ticketing is unreachable.</summary>
    sealed class Entry : GuestPurpose
    {
        readonly OfflineAdmission _offline;
        readonly IClock _clock;

        /// <summary>Opens a gate; without offline admission only ticketing decides about codes.</summary>
        internal Entry(LaneParts parts, Attempt attempt, LaneRequests requests, JustAdmitted admitted, GuestGate gate)
            : base(parts, attempt, requests, admitted, gate)
        {
            _offline = parts.Offline;
            _clock = parts.Clock;
        }

        /// <inheritdoc/>
        protected override Indication Opened
        {
            get { return Indication.Admitted; }
        }

        /// <inheritdoc/>
        public override void FollowMatcher(Decision decision)
        {
            if (decision == Decision.Admitted)
            {
                Let(EntryWay.Palm, OpeningReason.Palm, decision, NotesOf(EntryWay.Palm));
            }
            else
            {
                Conclude(EntryWay.Palm, decision);
            }
        }

        /// <inheritdoc/>
        public override void GiveUpPalm(OutcomeReason reason)
        {
            Attempt.GiveUp(EntryWay.Palm, reason);
        }

        /// <summary>
        /// Ticketing may not know yet what this pedestal admitted offline. A guest who has not passed yet is admitted once more: by
        /// ticketing if that did it before.
        /// </summary>
        public override bool DecideCode()
        {
            var earlier = Earlier();
            if (earlier == 0 || Gate.Awaits(earlier) && !Gate.AwaitsOffline(earlier))
            {
                return false;
            }

            Attempt.RequestId = earlier;
            if (!Gate.AwaitsOffline(earlier) || Judge() != OfflineVerdict.Used)
            {
                Attempt.Conclude(EntryWay.Ticket, Decision.TicketUsed);
            }
            else
            {
                AdmitAgain(earlier);
            }

            return true;
        }

        /// <summary>A signed ticket of this lane may still be admitted.</summary>
        public override void GiveUpCode(OutcomeReason reason)
        {
            switch (_offline == null ? OfflineVerdict.Off : Judge())
            {
                case OfflineVerdict.Admitted:
                    Let(EntryWay.Ticket, OpeningReason.Offline, Decision.Admitted, 0);
                    break;
                case OfflineVerdict.Used:
                    FollowUsed(Earlier());
                    break;
                case OfflineVerdict.OtherLane:
                    Attempt.Conclude(EntryWay.Ticket, Decision.OtherLane);
                    break;
                default:
                    base.GiveUpCode(reason);
                    break;
            }
        }

        /// <inheritdoc/>
        protected override void FollowTicketing(Decision decision)
        {
            if (decision != Decision.Admitted)
            {
                Conclude(EntryWay.Ticket, decision);
                return;
            }

            _offline?.Note(Attempt.Code.Bytes, Attempt.Code.Length, Attempt.RequestId);
            Let(EntryWay.Ticket, OpeningReason.Ticket, decision, NotesOf(EntryWay.Ticket));
        }

        void FollowUsed(ulong earlier)
        {
            if (Gate.Awaits(earlier))
            {
                AdmitAgain(earlier);
            }
            else
            {
                Attempt.Conclude(EntryWay.Ticket, Decision.TicketUsed);
            }
        }

        /// <summary>The guest has not passed yet: it is the same admission.</summary>
        void AdmitAgain(ulong earlier)
        {
            var start = _clock.NowMicroseconds();
            Admitted.Remember(Attempt.Code, earlier);
            Finish(Gate.OpenAgain(earlier), start, EntryWay.Ticket, Decision.Admitted, OutcomeReason.None);
        }

        /// <summary>Id of the request for which this lane admitted the ticket before; 0 if it did not.</summary>
        ulong Earlier()
        {
            return _offline == null ? 0 : _offline.RequestOf(Attempt.Code.Bytes, Attempt.Code.Length);
        }

        OfflineVerdict Judge()
        {
            return _offline.Decide(Attempt.Code.Bytes, Attempt.Code.Length, Attempt.RequestId);
        }
    }
}
