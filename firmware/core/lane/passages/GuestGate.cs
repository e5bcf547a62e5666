using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>Opens the gate for guests and records that each of them has still to pass.</summary>
    public sealed class GuestGate
    {
        // For a gate without the PASS contact: until the keeper has noticed that the relay does not follow, also after another pulse.
        const long FollowedMicroseconds = (2 * GateKeeper.PatienceMilliseconds + 500) * 1000L;

        // A relay that follows does so sooner.
        const long RelayMicroseconds = 100000;
        readonly OpenAdmissions _open;
        readonly PassContact _contact;
        readonly AdmissionEnds _ends;
        readonly Attempt _attempt;
        readonly GateKeeper _gate;
        readonly IClock _clock;
        PassageTerms _terms;

        /// <summary>Opens the gate of these parts.</summary>
        internal GuestGate(LaneParts parts, Attempt attempt, OpenAdmissions open, PassContact contact, AdmissionEnds ends)
        {
            _open = open;
            _contact = contact;
            _ends = ends;
            _attempt = attempt;
            _gate = parts.Gate;
            _clock = parts.Clock;
            _terms = contact.Terms;
        }

        /// <summary>The terms of the request that is sent next.</summary>
        public PassageTerms NextTerms()
        {
            _terms = _contact.Terms;
            return _terms;
        }

        /// <summary>Opens the gate for the guest of the present attempt; false if it must stay shut.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="way">What the guest presented.</param>
        /// <param name="listedId">Id under which the lane's list may have the ticket; 0 for none.</param>
        /// <param name="notes">The notes of the reply.</param>
        public bool Open(OpeningReason reason, EntryWay way, ulong listedId, byte notes)
        {
            var confirmations = _gate.Confirmations;
            if (!_gate.Open(reason, _attempt.RequestId))
            {
                return false;
            }

            _attempt.Settle();
            if (confirmations >= 0)
            {
                // A relay that follows again has not followed the pulse before.
                _ends.FailGate(confirmations, _clock.NowMicroseconds() - RelayMicroseconds);
            }

            if (!_contact.IsWired && confirmations < 0)
            {
                return true;
            }

            var admission = (AdmissionNotes.IsSame(notes) ? _ends.Same() : null) ?? Add();
            admission.RequestId = _attempt.RequestId;
            admission.ListedId = listedId != 0 ? listedId : admission.ListedId;
            admission.IsOffline = reason == OpeningReason.Offline;
            admission.Way = way;
            Await(admission, confirmations);
            return true;
        }

        /// <summary>
        /// Opens the gate once more for a guest whom this lane alone has admitted and who has not passed yet; false if it must stay
        /// shut.
        /// </summary>
        public bool OpenAgain(ulong listedId)
        {
            var admission = _open.Find(listedId);
            var confirmations = _gate.Confirmations;
            if (!_gate.Open(OpeningReason.Offline, admission.RequestId))
            {
                return false;
            }

            Await(admission, confirmations);
            return true;
        }

        /// <summary>
        /// A guest has passed: opens the gate again for the next one who was admitted before that, since a turnstile that is unlocked
        /// counts no further pulse and locks behind the first. That guest has the whole time from now on.
        /// </summary>
        internal void OpenForNext()
        {
            var index = _open.Expected();
            if (index < 0 || _open.At(index).State != AdmissionState.Awaited)
            {
                return;
            }

            var next = _open.At(index);
            var confirmations = _gate.Confirmations;
            if (_gate.Open(next.Way == EntryWay.Palm ? OpeningReason.Palm : OpeningReason.Ticket, next.RequestId))
            {
                Await(next, confirmations);
            }
        }

        /// <summary>
        /// Opens an exit's gate for a guest whom no service has decided about; false if it must stay shut. Where passages are
        /// watched, a decision that came too late is undone, and the passage itself counts.
        /// </summary>
        public bool OpenUndecided()
        {
            if (!_gate.Open(OpeningReason.Exit, _attempt.RequestId))
            {
                return false;
            }

            if (_terms.Seconds == 0)
            {
                _attempt.Settle();
            }

            return true;
        }

        /// <summary>Whether the guest with this id in the lane's list may still pass, so that the ticket is not used yet.</summary>
        public bool Awaits(ulong listedId)
        {
            return _open.Find(listedId) != null;
        }

        /// <summary>Whether the same is true and this lane alone has admitted the guest.</summary>
        public bool AwaitsOffline(ulong listedId)
        {
            var admission = _open.Find(listedId);
            return admission != null && admission.IsOffline;
        }

        OpenAdmission Add()
        {
            _ends.MakeRoom();
            return _open.Add();
        }

        void Await(OpenAdmission admission, int confirmations)
        {
            admission.State = _terms.Seconds > 0 ? AdmissionState.Awaited : AdmissionState.Counted;
            admission.Ends = _clock.NowMicroseconds() + (_contact.IsWired ? _contact.PassageMicroseconds : FollowedMicroseconds);
            admission.Opened = _clock.NowMicroseconds();
            admission.Confirmations = confirmations;
        }
    }
}
