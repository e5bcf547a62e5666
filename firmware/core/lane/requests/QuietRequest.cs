using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>
    /// A request to ticketing for which no guest waits. It uses the lane's request while no guest needs that; a guest's request
    /// interrupts it, and then it is made again.
    /// </summary>
    public sealed class QuietRequest
    {
        const int BudgetMilliseconds = 2000;
        const long PauseMicroseconds = 5000000;
        readonly TicketingRequest _request;
        readonly ILink _link;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        long _next;

        /// <summary>Creates it over the lane's request.</summary>
        public QuietRequest(LaneParts parts, TicketingRequest request)
        {
            _request = request;
            _link = parts.Link;
            _clock = parts.Clock;
        }

        /// <summary>Id of the request under way; 0 if there is none.</summary>
        public ulong Id { get; private set; }

        /// <summary>Ticketing's decision, after <see cref="HasEnded"/>; None without a reply.</summary>
        public Decision Decision { get; private set; }

        /// <summary>Whether one may be made now: the last one is settled, or was made a while ago.</summary>
        public bool MayBegin
        {
            get { return Id == 0 && _link.IsConnected() && !_request.IsOpen && _clock.NowMicroseconds() >= _next; }
        }

        /// <summary>Begins one; the caller sends it within this budget.</summary>
        public LatencyLedger Begin()
        {
            _ledger.Begin(_clock.NowMicroseconds(), BudgetMilliseconds);
            return _ledger;
        }

        /// <summary>Records whether it was sent.</summary>
        public void Sent(bool isSent)
        {
            if (!isSent)
            {
                _request.Close();
            }

            Id = isSent ? _request.RequestId : 0;
            _next = _clock.NowMicroseconds() + PauseMicroseconds;
        }

        /// <summary>Whether the one under way has ended, with a reply or without one in time; call it at every turn.</summary>
        public bool HasEnded()
        {
            if (Id == 0)
            {
                return false;
            }

            if (_request.RequestId != Id || !_request.IsOpen)
            {
                // A guest came first.
                Id = 0;
                Continue();
                return false;
            }

            var state = _request.Poll(_ledger);
            if (state == RequestState.Waiting)
            {
                return false;
            }

            Decision = state == RequestState.Replied ? _request.Decision : Decision.None;
            _request.Close();
            Id = 0;
            return true;
        }

        /// <summary>Allows the next one at once.</summary>
        public void Continue()
        {
            _next = 0;
        }

        /// <summary>Allows no other one for a time: a person has to change something first.</summary>
        public void Pause(long microseconds)
        {
            _next = _clock.NowMicroseconds() + microseconds;
        }
    }
}
