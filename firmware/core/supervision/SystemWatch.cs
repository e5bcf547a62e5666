using Pedestal.Core.Log;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// Checks memory and time of day once a minute. Memory that stays short is a leak, which only a restart cures: it follows
    /// after five minutes, and only while nobody is being served.
    /// </summary>
    public sealed class SystemWatch
    {
        /// <summary>Whether there is enough free memory.</summary>
        public bool HasMemory = true;

        /// <summary>The state of the time of day.</summary>
        public ClockState Clock;

        /// <summary>Bytes that must be free for the firmware's own objects.</summary>
        public const int MemoryNeeded = 512 * 1024;

        const long PeriodMicroseconds = 60000000;
        const int PollsBeforeRestart = 5;
        readonly ISystemInfo _system;
        readonly IClock _clock;
        readonly CheckedTime _time;
        readonly EventLog _log;
        long _next;
        int _shortPolls;

        /// <summary>Watches a controller, and the time of day where it is checked; null for none.</summary>
        public SystemWatch(ISystemInfo system, CheckedTime time, IClock clock, EventLog log)
        {
            _system = system;
            _time = time;
            _clock = clock;
            _log = log;
        }

        /// <summary>Call it while nobody is being served: measuring memory may run a garbage collection.</summary>
        public void Poll()
        {
            if (_system == null || _clock.NowMicroseconds() < _next)
            {
                return;
            }

            _next = _clock.NowMicroseconds() + PeriodMicroseconds;
            Clock = _system.UtcTime() == null ? ClockState.Unset : _time == null ? ClockState.Ok : _time.State;
            HasMemory = _system.FreeMemory() >= MemoryNeeded;
            _shortPolls = HasMemory ? 0 : _shortPolls + 1;
            if (_shortPolls > PollsBeforeRestart)
            {
                _shortPolls = 0;
                _log.Write(LogLevel.Error, "memory", "restart: memory stays short");
                _system.Reboot();
            }
        }
    }
}
