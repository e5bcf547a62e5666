using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>Asks a service for a sign of life by way of the lane's own request. For when the lane serves nobody.</summary>
    public sealed class ServiceProbe
    {
        readonly ServiceRequest _request;
        readonly IRequestPurpose _purpose;
        readonly LaneSettings _settings;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        ulong _id;

        /// <summary>Asks for what the pedestal is for, so that a key without that role shows.</summary>
        public ServiceProbe(IClock clock, LaneSettings settings, ServiceRequest request, IRequestPurpose purpose)
        {
            _clock = clock;
            _settings = settings;
            _request = request;
            _purpose = purpose;
        }

        /// <summary>Whether a guest has come and taken the request over.</summary>
        public bool IsOvertaken
        {
            get { return _request.RequestId != _id; }
        }

        /// <summary>Whether the lane has a request of its own under way, as the report of an offline admission is.</summary>
        public bool IsBusy
        {
            get { return _request.IsOpen; }
        }

        /// <summary>From asking to the end, microseconds.</summary>
        public long Microseconds
        {
            get { return _ledger.TotalMicroseconds(); }
        }

        /// <summary>What the service decided; valid after <see cref="RequestState.Replied"/>.</summary>
        public Decision Decision
        {
            get { return _request.Decision; }
        }

        /// <summary>Asks; false when the link takes nothing.</summary>
        public bool Begin()
        {
            _ledger.Begin(_clock.NowMicroseconds(), _settings.BudgetMilliseconds);
            var isSent = _request.SendProbe(_purpose, _ledger);
            _id = _request.RequestId;
            return isSent;
        }

        /// <summary>Whether the reply is here; to be called until it is not Waiting, unless it is overtaken.</summary>
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
