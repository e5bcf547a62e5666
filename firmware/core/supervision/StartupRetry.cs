using Pedestal.Core.Service;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// Restarts after a failed start-up: after five minutes, but never while a technician is in service mode.
    /// </summary>
    public sealed class StartupRetry
    {
        const long PauseMicroseconds = 300000000;
        readonly IClock _clock;
        readonly ServiceMode _service;
        long _since;

        /// <summary>Starts when the start-up has just failed.</summary>
        public StartupRetry(IClock clock, ServiceMode service)
        {
            _clock = clock;
            _service = service;
            _since = clock.NowMicroseconds();
        }

        /// <summary>Whether to restart now; call it once a second.</summary>
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
