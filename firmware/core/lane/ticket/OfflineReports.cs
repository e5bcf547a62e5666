using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Ledger;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Ticket
{
    /// <summary>
    /// Has ticketing open the list of admissions, and reports each offline admission until it is acknowledged. Uses the lane's
    /// request to ticketing while no guest needs it; a guest's code interrupts a report, which is then sent again.
    /// </summary>
    public sealed class OfflineReports
    {
        const int BudgetMilliseconds = 2000;
        const long PauseMicroseconds = 5000000;
        const long RefusedMicroseconds = 60000000;
        readonly OfflineAdmission _offline;
        readonly TicketingRequest _request;
        readonly ILink _link;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        ulong _asked;
        bool _opens;
        long _next;

        /// <summary>Reports for a lane.</summary>
        public OfflineReports(LaneParts parts, TicketingRequest request)
        {
            _offline = parts.Offline;
            _request = request;
            _link = parts.Link;
            _clock = parts.Clock;
        }

        /// <summary>Runs one turn, while the lane has no request about a code under way.</summary>
        public void Step()
        {
            if (_asked != 0)
            {
                Await();
            }
            else if (_link.IsConnected() && !_request.IsOpen && _clock.NowMicroseconds() >= _next)
            {
                Ask();
            }
        }

        void Ask()
        {
            var list = _offline.List;
            var record = list.FirstUnreported;
            _opens = record == null && _offline.Settings.IsReady && list.State == ListState.NotOpen;
            if (record == null && !_opens)
            {
                return;
            }

            _ledger.Begin(_clock.NowMicroseconds(), BudgetMilliseconds);
            var sent = _opens
                ? _request.SendOfflineOpening(_offline.Settings, _offline.Mark, _ledger)
                : _request.SendOfflineReport(record, _ledger);
            _asked = sent ? _request.RequestId : 0;
            _next = _clock.NowMicroseconds() + PauseMicroseconds;
        }

        void Await()
        {
            if (_request.RequestId != _asked || !_request.IsOpen)
            {
                // A guest came first.
                _asked = 0;
                _next = 0;
                return;
            }

            var state = _request.Poll(_ledger);
            if (state == RequestState.Waiting)
            {
                return;
            }

            var decision = state == RequestState.Replied ? _request.Decision : Decision.None;
            _request.Close();
            _offline.Log(LogLevel.Info, (_opens ? "open: " : "report: ") + DecisionTable.Of(decision).Word, _asked);
            _asked = 0;
            if (_opens)
            {
                if (decision == Decision.Admitted)
                {
                    _offline.List.Open();
                }
                else if (decision == Decision.Refused)
                {
                    // A person has to change something first.
                    _next = _clock.NowMicroseconds() + RefusedMicroseconds;
                }
            }
            else if (IsSettled(decision) && _offline.List.MarkReported())
            {
                _next = 0;
                if (_offline.List.State == ListState.Closed && _offline.List.Unreported == 0)
                {
                    _offline.List.Discard();
                }
            }
        }

        /// <summary>
        /// Whether ticketing has recorded it, as an admission or as a conflict; otherwise it is reported again.
        /// </summary>
        static bool IsSettled(Decision decision)
        {
            return decision == Decision.Admitted || decision == Decision.TicketUsed || decision == Decision.NoTicket
                || decision == Decision.UnknownTicket;
        }
    }
}
