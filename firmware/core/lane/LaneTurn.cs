using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Palm;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Purposes;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Lane.Ticket;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Lane
{
    /// <summary>The order of a lane's turn: replies first, then the open request or the next guest, then the parts.</summary>
    sealed class LaneTurn
    {
        readonly GateKeeper _gate;
        readonly LaneRequests _requests;
        readonly GuestDisplay _display;
        readonly JustAdmitted _admitted;
        readonly Purpose _purpose;
        readonly CameraCare _camera;
        readonly PalmPath _palm;
        readonly TicketPath _ticket;
        readonly PassageWatch _passages;
        readonly OfflineReports _offline;
        readonly LaneWatch _watch;

        /// <summary>Runs attempts for a purpose; the watch is told the state of the parts at the end of each turn.</summary>
        internal LaneTurn(LaneParts parts, LaneSettings settings, LaneRequests requests, Attempt attempt, Purpose purpose,
            JustAdmitted admitted, PassageWatch passages, LaneWatch watch)
        {
            _gate = parts.Gate;
            _requests = requests;
            _display = attempt.Display;
            _admitted = admitted;
            _purpose = purpose;
            _camera = new CameraCare(parts);
            _palm = new PalmPath(parts, settings, _camera, requests.Matcher, attempt, purpose);
            _ticket = new TicketPath(parts, requests.Ticketing, attempt, purpose, admitted);
            _passages = passages;
            _offline = parts.Offline == null ? null : new OfflineReports(parts, requests.Ticketing);
            _watch = watch;
        }

        /// <summary>Runs one turn; throws what a part or a defect throws.</summary>
        internal void Run()
        {
            _requests.Receive();
            _admitted.Tend(_purpose.IsUnderWay);
            if (_display.State != LaneState.CheckingTicket)
            {
                _passages.Report();
                _offline?.Step();
            }

            switch (_display.State)
            {
                case LaneState.Matching: _palm.Await(); break;
                case LaneState.CheckingTicket: _ticket.Await(); break;
                default: Serve(); break;
            }

            _gate.Watch();
            _passages.Step();
            _watch.Update(_display.State, _camera.Status, _palm.PresenceWorks, _ticket.ReaderWorks);
        }

        /// <summary>
        /// Drops a scanned code in place of a turn: its guest may be gone by the next one. Those who were admitted pass meanwhile.
        /// </summary>
        internal void Skip()
        {
            _ticket.Discard();
            _passages.Step();
        }

        /// <summary>
        /// A code always comes first; a result stays until the palm is gone; without a camera only codes work.
        /// </summary>
        void Serve()
        {
            if (!_gate.MayServe)
            {
                _ticket.Discard();
                if (!_display.ShowsResult())
                {
                    _display.Enter(LaneState.Fault, Indication.Fault);
                }
            }
            else if (_ticket.TakeCode())
            {
                _palm.EndFilm();
            }
            else if (_display.ShowsResult() || _purpose.GoOn())
            {
                _camera.Prepare();
            }
            else if (_camera.Tend())
            {
                _palm.Watch();
            }
            else
            {
                _display.Enter(LaneState.Fault, Indication.Fault);
            }
        }
    }
}
