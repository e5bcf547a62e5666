using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Ticket
{
    /// <summary>
    /// Has ticketing open the list of admissions, and reports each offline admission until it is acknowledged, while no guest
    /// needs the request.
    /// </summary>
    public sealed class OfflineReports
    {
        const long RefusedMicroseconds = 60000000;
        readonly OfflineAdmission _offline;
        readonly TicketingRequest _request;
        readonly QuietRequest _quiet;
        AdmissionRecord _reported;
        ulong _asked;

        /// <summary>Reports for a lane.</summary>
        public OfflineReports(LaneParts parts, TicketingRequest request)
        {
            _offline = parts.Offline;
            _request = request;
            _quiet = new QuietRequest(parts, request);
        }

        /// <summary>Runs one turn, while the lane has no request about a code under way.</summary>
        public void Step()
        {
            if (_quiet.HasEnded())
            {
                Follow(_quiet.Decision);
            }
            else if (_quiet.MayBegin)
            {
                Ask();
            }
        }

        void Ask()
        {
            var list = _offline.List;
            _reported = list.FirstUnreported;
            if (_reported != null)
            {
                _quiet.Sent(_request.SendOfflineReport(_reported, _quiet.Begin()));
            }
            else if (_offline.Settings.IsReady && list.State == ListState.NotOpen)
            {
                _quiet.Sent(_request.SendOfflineOpening(_offline.Settings, _offline.Mark, _quiet.Begin()));
            }

            _asked = _quiet.Id;
        }

        void Follow(Decision decision)
        {
            var list = _offline.List;
            _offline.Log(LogLevel.Info, (_reported == null ? "open: " : "report: ") + DecisionTable.Of(decision).Word, _asked);
            if (_reported == null)
            {
                FollowOpening(decision);
            }
            else if (IsSettled(decision) && (_reported != list.FirstUnreported || list.MarkReported()))
            {
                _quiet.Continue();
                if (list.State == ListState.Closed && list.Unreported == 0)
                {
                    list.Discard();
                }
            }
        }

        void FollowOpening(Decision decision)
        {
            if (decision == Decision.Admitted)
            {
                _offline.List.Open();
            }
            else if (decision == Decision.Refused)
            {
                _quiet.Pause(RefusedMicroseconds);
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
