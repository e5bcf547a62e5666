using Pedestal.Core.Service;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// When a start-up that failed is worth another try: after five minutes. A technician in service mode is not interrupted.
    /// </summary>
    public sealed class StartupRetry
    {
        const long PauseMicroseconds = 300000000;
        readonly IClock _clock;
        readonly ServiceMode _service;
        long _since;

        /// <summary>The start-up has just failed.</summary>
        public StartupRetry(IClock clock, ServiceMode service)
        {
            _clock = clock;
            _service = service;
            _since = clock.NowMicroseconds();
        }

        /// <summary>Whether to restart now; to be asked about once a second.</summary>
        public bool IsDue()
        {
            var now = _clock.NowMicroseconds();
            if (_service.IsOn)
            {
                _since = now;
            }

            return now - _since >= PauseMicroseconds;
        }
    }
}
