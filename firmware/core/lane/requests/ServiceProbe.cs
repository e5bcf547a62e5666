using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>Tests whether a service replies, using the lane's own request. For use while the lane serves nobody.</summary>
    public sealed class ServiceProbe
    {
        readonly ServiceRequest _request;
        readonly IRequestPurpose _purpose;
        readonly LaneSettings _settings;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        ulong _id;

        /// <summary>Tests with the pedestal's own purpose, so that a missing role shows.</summary>
        public ServiceProbe(IClock clock, LaneSettings settings, ServiceRequest request, IRequestPurpose purpose)
        {
            _clock = clock;
            _settings = settings;
            _request = request;
            _purpose = purpose;
        }

        /// <summary>Whether a guest has come and taken over the request.</summary>
        public bool IsOvertaken
        {
            get { return _request.RequestId != _id; }
        }

        /// <summary>Whether the lane has a request of its own under way, such as the report of an offline admission.</summary>
        public bool IsBusy
        {
            get { return _request.IsOpen; }
        }

        /// <summary>Time from the request to its end, in microseconds.</summary>
        public long Microseconds
        {
            get { return _ledger.TotalMicroseconds(); }
        }

        /// <summary>The service's decision; valid after <see cref="RequestState.Replied"/>.</summary>
        public Decision Decision
        {
            get { return _request.Decision; }
        }

        /// <summary>Sends the request; false if the link cannot send.</summary>
        public bool Begin()
        {
            _ledger.Begin(_clock.NowMicroseconds(), _settings.BudgetMilliseconds);
            var isSent = _request.SendProbe(_purpose, _ledger);
            _id = _request.RequestId;
            return isSent;
        }

        /// <summary>Polls for the reply; call until it is not Waiting, unless it is overtaken.</summary>
        public RequestState Poll()
        {
            var state = _request.Poll(_ledger);
            if (state != RequestState.Waiting)
            {
                _ledger.Close(_clock.NowMicroseconds());
                _request.Close();
            }

            return state;
        }
    }
}
