using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// Has ticketing open the list of admissions, and tells it of each offline admission until it is acknowledged. Uses the lane's
    /// exchange with ticketing while no guest needs it; a guest's question ends the report, which is then sent again.
    /// </summary>
    public sealed class OfflineReports
    {
        const int BudgetMilliseconds = 2000;
        const long PauseMicroseconds = 5000000;
        const long RefusedMicroseconds = 60000000;
        readonly OfflineAdmission _offline;
        readonly TicketQuestion _question;
        readonly ILink _link;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        ulong _asked;
        bool _opens;
        long _next;

        /// <summary>Reports for a lane.</summary>
        public OfflineReports(LaneParts parts, TicketQuestion question)
        {
            _offline = parts.Offline;
            _question = question;
            _link = parts.Link;
            _clock = parts.Clock;
        }

        /// <summary>One turn, while the lane has no ticket question of its own.</summary>
        public void Step()
        {
            if (_asked != 0)
            {
                Await();
            }
            else if (_link.IsConnected() && !_question.IsOpen && _clock.NowMicroseconds() >= _next)
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
                ? _question.OpenOffline(_offline.Settings, _offline.Mark, _ledger)
                : _question.ReportOffline(record, _ledger);
            _asked = sent ? _question.RequestId : 0;
            _next = _clock.NowMicroseconds() + PauseMicroseconds;
        }

        void Await()
        {
            if (_question.RequestId != _asked || !_question.IsOpen)
            {
                // A guest came first.
                _asked = 0;
                _next = 0;
                return;
            }

            var answer = _question.Poll(_ledger);
            if (answer == Answer.Waiting)
            {
                return;
            }

            var decision = answer == Answer.Here ? _question.Reply.Decision : Decision.None;
            _question.Close();
            _offline.Log(LogLevel.Info, (_opens ? "open: " : "report: ") + Names.Of(decision), _asked);
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

        /// <summary>Ticketing has written it down, as an admission or as a conflict; everything else is asked again.</summary>
        static bool IsSettled(Decision decision)
        {
            return decision == Decision.Admitted || decision == Decision.TicketUsed || decision == Decision.NoTicket
                || decision == Decision.UnknownTicket;
        }
    }
}
