using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>
    /// Reports to ticketing what became of admissions, oldest first and each until it is noted, while no guest needs the request.
    /// A restart loses them, which lets nobody in twice: an entry of which nothing is known stays open to its own guest.
    /// </summary>
    sealed class PassageReports
    {
        /// <summary>The number of reports that are kept while ticketing cannot be reached.</summary>
        internal const int Capacity = 64;

        const long RefusedMicroseconds = 60000000;
        readonly TicketingRequest _request;
        readonly QuietRequest _quiet;
        readonly OfflineAdmission _offline;
        readonly ITimeOfDay _time;
        readonly IClock _clock;
        readonly EventLog _log;
        readonly PassageReport _report = new PassageReport();
        readonly PendingReport[] _pending = new PendingReport[Capacity];
        PendingReport _sent;
        ulong _asked;

        /// <summary>Reports for a lane.</summary>
        internal PassageReports(LaneParts parts, LaneSettings settings, TicketingRequest request)
        {
            _request = request;
            _quiet = new QuietRequest(parts, request);
            _offline = parts.Offline;
            _time = parts.Time;
            _clock = parts.Clock;
            _log = parts.Log;
            _report.Direction = settings.Mode == LaneMode.Exit ? Direction.Out : Direction.In;
            for (var i = 0; i < Capacity; i++)
            {
                _pending[i] = new PendingReport();
            }
        }

        /// <summary>How many are not noted yet.</summary>
        internal int Count { get; private set; }

        /// <summary>Whether a request that was not answered has still to be undone.</summary>
        internal bool HasUnanswered
        {
            get
            {
                var has = false;
                for (var i = 0; i < Count; i++)
                {
                    has |= _pending[i].IsUnanswered;
                }

                return has;
            }
        }

        /// <summary>Adds a report that undoes a request without an answer, to be sent after a time in µs.</summary>
        internal void AddUnanswered(ulong requestId, long delay)
        {
            Add(PassageOutcome.NotPassed, requestId, 0, delay);
            _pending[Count - 1].IsUnanswered = true;
        }

        /// <summary>Adds a report.</summary>
        /// <param name="outcome">The outcome.</param>
        /// <param name="requestId">Id of the admission's request.</param>
        /// <param name="after">Id of the offline admission that ticketing must know first; 0 for none.</param>
        /// <param name="delay">Time for which it waits, µs.</param>
        internal void Add(PassageOutcome outcome, ulong requestId, ulong after, long delay)
        {
            if (Count == Capacity)
            {
                DropOne();
            }

            var report = _pending[Count++];
            report.Outcome = outcome;
            report.RequestId = requestId;
            report.UnixSeconds = _time == null ? 0 : _time.UnixSeconds();
            report.Due = _clock.NowMicroseconds() + delay;
            report.After = after;
            report.IsUnanswered = false;
        }

        /// <summary>Runs one turn, while the lane has no request about a code under way.</summary>
        internal void Step()
        {
            if (_quiet.HasEnded())
            {
                Follow(_quiet.Decision);
            }
            else if (Count > 0 && _quiet.MayBegin)
            {
                Send();
            }
        }

        void Send()
        {
            var next = 0;
            while (next < Count && !IsDue(_pending[next]))
            {
                next++;
            }

            if (next == Count)
            {
                return;
            }

            _sent = _pending[next];
            _report.Outcome = _sent.Outcome;
            _report.RequestId = _sent.RequestId;
            _report.UnixSeconds = _sent.UnixSeconds;
            _quiet.Sent(_request.SendPassageReport(_report, _quiet.Begin()));
            _asked = _quiet.Id;
        }

        bool IsDue(PendingReport report)
        {
            return _clock.NowMicroseconds() >= report.Due && (report.After == 0 || !_offline.List.IsUnreported(report.After));
        }

        void Follow(Decision decision)
        {
            if (decision == Decision.Noted)
            {
                Remove(_sent);
                _quiet.Continue();
                return;
            }

            _log.Write(LogLevel.Info, "passage", "report: " + DecisionTable.Of(decision).Word, _asked);
            if (DecisionTable.Of(decision).Refusal == Refusal.Pedestal || decision == Decision.Refused)
            {
                // A person has to change something first.
                _quiet.Pause(RefusedMicroseconds);
            }
        }

        /// <summary>Makes room: without its report an undone entry stays open, while one of a passage would be lost.</summary>
        void DropOne()
        {
            PendingReport dropped = null;
            for (var i = 0; i < Count && (dropped == null || dropped.Outcome != PassageOutcome.NotPassed); i++)
            {
                var isBetter = dropped == null || _pending[i].Outcome == PassageOutcome.NotPassed;
                dropped = isBetter && !(_pending[i] == _sent && _quiet.Id != 0) ? _pending[i] : dropped;
            }

            _log.Write(LogLevel.Warning, "passage", "a report is dropped: too many wait", dropped.RequestId);
            Remove(dropped);
        }

        void Remove(PendingReport removed)
        {
            var at = 0;
            while (_pending[at] != removed)
            {
                at++;
            }

            Count--;
            for (; at < Count; at++)
            {
                _pending[at] = _pending[at + 1];
            }

            _pending[Count] = removed;
        }
    }
}
