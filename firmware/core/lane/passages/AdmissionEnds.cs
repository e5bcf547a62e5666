using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Offline;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>How open admissions end: with a passage, late, or undone.</summary>
    sealed class AdmissionEnds
    {
        // Longer than a service takes for a request whose budget has ended.
        const long CommitMicroseconds = 3000000;
        const long LateMicroseconds = PassageWatch.LateMilliseconds * 1000L;
        readonly OpenAdmissions _open;
        readonly PassContact _contact;
        readonly PassageEvents _events;
        readonly PassageReports _reports;
        readonly JustAdmitted _admitted;
        readonly OfflineAdmission _offline;
        readonly IClock _clock;

        /// <summary>Ends these admissions.</summary>
        internal AdmissionEnds(LaneParts parts, OpenAdmissions open, PassContact contact, PassageEvents events, PassageReports reports,
            JustAdmitted admitted)
        {
            _open = open;
            _contact = contact;
            _events = events;
            _reports = reports;
            _admitted = admitted;
            _offline = parts.Offline;
            _clock = parts.Clock;
        }

        /// <summary>
        /// Somebody has passed: the oldest guest who is expected, somebody for whom the gate was opened by hand, or the last guest
        /// who was late. False if there is none of them.
        /// </summary>
        internal bool Pass()
        {
            var index = _open.Expected();
            index = index >= 0 ? index : _open.Newest(AdmissionState.ByHand);
            index = index >= 0 ? index : _open.Newest(AdmissionState.Late);
            if (index < 0)
            {
                return false;
            }

            var admission = _open.At(index);
            if (admission.State == AdmissionState.Awaited || admission.State == AdmissionState.Late)
            {
                _reports.Add(PassageOutcome.Passed, admission.RequestId, admission.IsOffline ? admission.ListedId : 0, 0);
                _events.Pass(admission.RequestId, admission.State == AdmissionState.Late);
            }

            _open.Remove(index);
            return true;
        }

        /// <summary>A service may have admitted a guest for this request, and the gate stays shut.</summary>
        internal void Undo(ulong request)
        {
            _reports.AddUnanswered(request, CommitMicroseconds);
        }

        /// <summary>
        /// The admission that a service means by "the same": the newest that is not confirmed; null if it is one whose reply did
        /// not arrive, of which this lane knows nothing.
        /// </summary>
        internal OpenAdmission Same()
        {
            return _reports.HasUnanswered ? null : _open.Unconfirmed();
        }

        /// <summary>Ends what has lasted its time.</summary>
        internal void Expire()
        {
            var now = _clock.NowMicroseconds();
            for (var i = 0; i < _open.Count;)
            {
                var count = _open.Count;
                if (now >= _open.At(i).Ends)
                {
                    Expire(i);
                }

                i += _open.Count == count ? 1 : 0;
            }
        }

        /// <summary>
        /// The relay has not followed the pulses since this many confirmations and until this time, µs: their guests cannot pass.
        /// </summary>
        internal void FailGate(int confirmations, long until)
        {
            for (var i = 0; i < _open.Count;)
            {
                var count = _open.Count;
                var admission = _open.At(i);
                if ((admission.State == AdmissionState.Awaited || admission.State == AdmissionState.Counted)
                    && admission.Confirmations >= confirmations && admission.Opened <= until)
                {
                    Miss(i, OutcomeReason.GateFault);
                }

                i += _open.Count == count ? 1 : 0;
            }
        }

        /// <summary>Ends the oldest early if there is no room for another.</summary>
        internal void MakeRoom()
        {
            if (_open.IsFull && _open.At(0).State == AdmissionState.Awaited)
            {
                Miss(0, OutcomeReason.NoPassage);
            }

            if (_open.IsFull)
            {
                Close(0);
            }
        }

        void Expire(int index)
        {
            if (_open.At(index).State == AdmissionState.Awaited)
            {
                _contact.Miss();
                Miss(index, OutcomeReason.NoPassage);
            }
            else
            {
                Close(index);
            }
        }

        /// <summary>Nobody has passed: the entry is undone, and the guest may try again.</summary>
        void Miss(int index, OutcomeReason reason)
        {
            var admission = _open.At(index);
            var isCounted = admission.State == AdmissionState.Counted;
            admission.State = AdmissionState.Late;
            admission.Ends += LateMicroseconds;
            if (_admitted.RequestId == admission.RequestId)
            {
                _admitted.Forget();
            }

            _events.Miss(admission, reason, _open.Expected() < 0);
            if (!admission.IsOffline)
            {
                _reports.Add(PassageOutcome.NotPassed, admission.RequestId, 0, 0);
            }

            if (isCounted)
            {
                Close(index);
            }
        }

        /// <summary>Removes it. A ticket whose guest has not passed may be admitted again, also by this lane alone.</summary>
        void Close(int index)
        {
            var admission = _open.At(index);
            _open.Remove(index);
            if (admission.State != AdmissionState.Late || admission.ListedId == 0 || _offline == null)
            {
                return;
            }

            _offline.Undo(admission.ListedId, admission.RequestId);
            if (admission.IsOffline)
            {
                _reports.Add(PassageOutcome.NotPassed, admission.RequestId, 0, CommitMicroseconds);
            }
        }
    }
}
