using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>Tells guests and operators what became of admissions: ring, log, counters and telemetry.</summary>
    sealed class PassageEvents
    {
        readonly GuestDisplay _display;
        readonly EventLog _log;
        readonly IClock _clock;
        readonly LaneCounters _counters;
        readonly ILaneReports _reports;
        readonly LaneOutcome _outcome = new LaneOutcome();
        readonly int _budget;

        /// <summary>Tells of a lane's admissions.</summary>
        internal PassageEvents(LaneParts parts, LaneSettings settings, GuestDisplay display, LaneCounters counters, ILaneReports reports)
        {
            _display = display;
            _log = parts.Log;
            _clock = parts.Clock;
            _counters = counters;
            _reports = reports;
            _budget = settings.BudgetMilliseconds;
        }

        /// <summary>Passages that confirmed an admission.</summary>
        internal int Passed { get; private set; }

        /// <summary>Admissions that were undone because nobody passed.</summary>
        internal int NotPassed { get; private set; }

        /// <summary>Passages without an admission, at an entry.</summary>
        internal int SlippedThrough { get; private set; }

        /// <summary>A guest has passed.</summary>
        internal void Pass(ulong request, bool isLate)
        {
            Passed++;
            if (isLate)
            {
                _log.Write(LogLevel.Info, "passage", "passed late", request);
            }
        }

        /// <summary>
        /// Nobody has passed, for this reason. The ring shows it while it serves nobody else, or still shows this admission.
        /// </summary>
        internal void Miss(OpenAdmission admission, OutcomeReason reason, bool isShown)
        {
            NotPassed++;
            Tell(LogLevel.Info, admission.Way, Decision.None, reason, admission.RequestId);
            if (reason == OutcomeReason.NoPassage
                && (_display.State == LaneState.Idle || _display.State == LaneState.Admitted && isShown))
            {
                _display.EnterResult(LaneState.Denied, Indication.NoPassage);
            }
        }

        /// <summary>Somebody has entered without an admission.</summary>
        internal void SlipThrough(ulong report)
        {
            SlippedThrough++;
            Tell(LogLevel.Warning, EntryWay.Contact, Decision.None, OutcomeReason.SlippedThrough, report);
        }

        /// <summary>Somebody has left without showing anything.</summary>
        internal void Leave(ulong report)
        {
            Passed++;
            Tell(LogLevel.Info, EntryWay.Contact, Decision.Left, OutcomeReason.None, report);
        }

        void Tell(LogLevel level, EntryWay way, Decision decision, OutcomeReason reason, ulong request)
        {
            _outcome.RequestId = request;
            _outcome.Way = way;
            _outcome.Decision = decision;
            _outcome.Reason = reason;
            _outcome.Ledger.Begin(_clock.NowMicroseconds(), _budget);
            _counters.CountPassage(_outcome);
            _log.Write(level, "passage", decision == Decision.None ? LaneWords.Of(reason) : DecisionTable.Of(decision).Word, request);
            _reports.ReportOutcome(_outcome);
        }
    }
}
