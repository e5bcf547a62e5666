using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Offline;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>
    /// Watches whether admitted guests pass. An admission is reported as passed, or as not passed: in time, or
    /// because the gate did not open or its reply came too late. A passage belongs to the oldest open admission; one without an
    /// admission is an alert. Without the PASS contact only the gate is watched.
    /// </summary>
    public sealed class PassageWatch
    {
        /// <summary>A guest who passes so long after the time is late, but has passed, ms.</summary>
        public const int LateMilliseconds = 10000;

        /// <summary>Opens the gate for guests.</summary>
        public readonly GuestGate Gate;

        readonly OpenAdmissions _open = new OpenAdmissions();
        readonly PassContact _contact;
        readonly PassageEvents _events;
        readonly PassageReports _reports;
        readonly AdmissionEnds _ends;
        readonly Attempt _attempt;
        readonly GateKeeper _gate;
        readonly ServiceMode _service;
        readonly ICipher _cipher;
        readonly IClock _clock;
        readonly bool _isExit;
        readonly byte[] _random = new byte[8];
        int _outcomes;
        int _passages;
        int _failures;
        int _byHand;

        /// <summary>Watches a lane without open admissions.</summary>
        public PassageWatch(LaneParts parts, LaneSettings settings, Attempt attempt, LaneRequests requests, JustAdmitted admitted,
            LaneCounters counters, ILaneReports reports)
        {
            _contact = new PassContact(settings);
            _events = new PassageEvents(parts, settings, attempt.Display, counters, reports);
            _reports = new PassageReports(parts, settings, requests.Ticketing);
            _ends = new AdmissionEnds(parts, _open, _contact, _events, _reports, admitted);
            Gate = new GuestGate(parts, attempt, _open, _contact, _ends);
            _attempt = attempt;
            _gate = parts.Gate;
            _service = parts.Service;
            _cipher = parts.Cipher;
            _clock = parts.Clock;
            _isExit = settings.Mode == LaneMode.Exit;
            _passages = _gate.Passages;
            _failures = _gate.Failures;
            _byHand = _gate.OpeningsByHand;
        }

        /// <summary>Whether passages are watched: the PASS contact is wired.</summary>
        public bool IsOn
        {
            get { return _contact.IsWired; }
        }

        /// <summary>Whether the PASS contact is relied on, or not wired.</summary>
        public bool ContactWorks
        {
            get { return _contact.Works; }
        }

        /// <summary>Admissions whose guests have still to pass.</summary>
        public int Open
        {
            get { return _open.CountOf(AdmissionState.Awaited); }
        }

        /// <summary>Guests who passed.</summary>
        public int Passed
        {
            get { return _events.Passed; }
        }

        /// <summary>Admissions undone because nobody passed.</summary>
        public int NotPassed
        {
            get { return _events.NotPassed; }
        }

        /// <summary>Passages in without an admission.</summary>
        public int SlippedThrough
        {
            get { return _events.SlippedThrough; }
        }

        /// <summary>Reports that ticketing has not noted yet.</summary>
        public int ToReport
        {
            get { return _reports.Count; }
        }

        /// <summary>Sends the next report, while the lane has no request about a code under way.</summary>
        internal void Report()
        {
            _reports.Step();
        }

        /// <summary>Follows the last attempt, the gate, its contacts and the time; call it at every turn.</summary>
        internal void Step()
        {
            if (_attempt.Outcomes != _outcomes)
            {
                _outcomes = _attempt.Outcomes;
                FollowAttempt(_attempt.Outcome.Unsettled);
            }

            FollowHand();
            FollowContact();
            if (_gate.Failures != _failures)
            {
                _failures = _gate.Failures;
                _ends.FailGate(_gate.Confirmations, _clock.NowMicroseconds());
            }

            _ends.Expire();
        }

        void FollowAttempt(ulong unsettled)
        {
            if (unsettled != 0 && _contact.OpensGate)
            {
                _ends.Undo(unsettled);
            }
        }

        void FollowHand()
        {
            if (_gate.OpeningsByHand != _byHand && IsOn)
            {
                _ends.MakeRoom();
                var opening = _open.Add();
                opening.State = AdmissionState.ByHand;
                opening.Ends = _clock.NowMicroseconds() + _contact.PassageMicroseconds;
            }

            _byHand = _gate.OpeningsByHand;
        }

        void FollowContact()
        {
            for (; _passages != _gate.Passages; _passages++)
            {
                if (!IsOn)
                {
                    continue;
                }

                _contact.Report();
                if (_ends.Pass())
                {
                    Gate.OpenForNext();
                }
                else if (_service == null || !_service.IsOn)
                {
                    FollowStranger();
                }
            }
        }

        /// <summary>Nobody was expected: at an exit that counts, at an entry it is an alert.</summary>
        void FollowStranger()
        {
            _cipher.FillRandom(_random);
            var id = Bytes.GetUInt64(_random, 0);
            _reports.Add(PassageOutcome.Unadmitted, id, 0, 0);
            if (_isExit)
            {
                _events.Leave(id);
            }
            else
            {
                _events.SlipThrough(id);
            }
        }
    }
}
