using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Ledger;
using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>The present attempt, one presentation of a palm or code: its code, its budget, and how it ends.</summary>
    public sealed class Attempt
    {
        /// <summary>The last finished attempt.</summary>
        public readonly LaneOutcome Outcome = new LaneOutcome();

        /// <summary>Number of finished attempts.</summary>
        public int Outcomes;

        /// <summary>Id of its last request; 0 if there is none.</summary>
        public ulong RequestId;

        /// <summary>Its code, until it ends.</summary>
        public readonly ScannedCode Code = new ScannedCode();

        /// <summary>Its budget.</summary>
        public readonly LatencyLedger Ledger = new LatencyLedger();

        /// <summary>Its last capture.</summary>
        public readonly PalmCapture Capture;

        /// <summary>What the guest sees of it.</summary>
        public readonly GuestDisplay Display;

        readonly LaneSettings _settings;
        readonly LaneRequests _requests;
        readonly LaneCounters _counters;
        readonly ILaneReports _reports;
        readonly EventLog _log;
        readonly IClock _clock;
        ulong _unsettled;

        /// <summary>Starts without an attempt.</summary>
        public Attempt(LaneParts parts, LaneSettings settings, LaneRequests requests, LaneCounters counters, ILaneReports reports)
        {
            _settings = settings;
            _requests = requests;
            _counters = counters;
            _reports = reports;
            _log = parts.Log;
            _clock = parts.Clock;
            Capture = new PalmCapture(parts, settings);
            Display = new GuestDisplay(parts, settings);
        }

        /// <summary>Starts the budget at a time in microseconds.</summary>
        public void Begin(long nowMicroseconds)
        {
            RequestId = 0;
            Ledger.Begin(nowMicroseconds, _settings.BudgetMilliseconds);
        }

        /// <summary>Records its request and whether it was sent; until it is settled, the service may have acted on it.</summary>
        public void Ask(ulong requestId, bool isSent)
        {
            RequestId = requestId;
            _unsettled = isSent ? requestId : 0;
        }

        /// <summary>Records that the request had no effect, or one that the guest benefits from.</summary>
        public void Settle()
        {
            _unsettled = 0;
        }

        /// <summary>Ends it with a service's decision that is not an admission, as the decision's row says.</summary>
        public void Conclude(EntryWay way, Decision decision)
        {
            var row = DecisionTable.Of(decision);
            if (row.IsRefusal)
            {
                Finish(way, decision, OutcomeReason.None, LaneState.Denied, row.Indication);
            }
            else if (row.Indication == Indication.UseTicket)
            {
                Finish(way, decision, OutcomeReason.None, LaneState.UseTicket, Indication.UseTicket);
            }
            else
            {
                GiveUp(way, OutcomeReason.BadReply);
            }
        }

        /// <summary>Ends it without a decision: the guest must use the ticket, and learns why if the light is to blame.</summary>
        public void GiveUp(EntryWay way, OutcomeReason reason)
        {
            Finish(way, Decision.None, reason, LaneState.UseTicket,
                reason == OutcomeReason.TooBrightHere ? Indication.TooBrightHere : Indication.UseTicket);
        }

        /// <summary>Ends it: wipes requests, code and frame, closes the ledger, shows and reports the result.</summary>
        public void Finish(EntryWay way, Decision decision, OutcomeReason reason, LaneState state, Indication indication, int companions = 0)
        {
            _requests.Close();
            Code.Forget();
            Ledger.Close(_clock.NowMicroseconds());
            Capture.Wipe();
            Display.EnterResult(state, indication, companions);
            Outcome.RequestId = RequestId;
            Outcome.Way = way;
            Outcome.Decision = decision;
            Outcome.Reason = reason;
            Outcome.Unsettled = _unsettled;
            _unsettled = 0;
            Outcome.Camera = Capture.Camera;
            Outcome.Extraction = Capture.Extraction;
            Outcome.Ledger.CopyFrom(Ledger);
            Outcomes++;
            _counters.Count(Outcome);
            _log.Write(LogLevel.Info, LaneWords.Of(way), decision == Decision.None ? LaneWords.Of(reason) : DecisionTable.Of(decision).Word,
                RequestId);
            _reports.ReportOutcome(Outcome);
        }

        /// <summary>A request of the attempt led to nothing: it is wiped, and the guest keeps waiting.</summary>
        public void WaitOn(Indication indication)
        {
            _requests.Close();
            Display.Enter(LaneState.Idle, indication);
        }
    }
}
