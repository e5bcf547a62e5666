using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>The state of the time of day.</summary>
    public enum ClockState
    {
        /// <summary>No fault.</summary>
        Ok = 0,

        /// <summary>It has not been set.</summary>
        Unset = 1,

        /// <summary>It is outside the bounds.</summary>
        Implausible = 2,

        /// <summary>It differs from the services' time.</summary>
        Differs = 3,
    }

    /// <summary>
    /// The time of day, which comes from a time server that anyone on the network can impersonate. It is checked against bounds
    /// and against the time in the services' session offers, which are authentic; while a check fails, no time is known. Only
    /// rotating codes need it. For the lane's thread.
    /// </summary>
    public sealed class CheckedTime : ITimeOfDay
    {
        /// <summary>No pedestal ran before the beginning of 2026, s since 1970.</summary>
        public const long EarliestSeconds = 1767225600;

        /// <summary>No pedestal will run after the beginning of 2100, s since 1970.</summary>
        public const long LatestSeconds = 4102444800;

        /// <summary>
        /// Largest difference between the clock and the services' time in seconds, which is that allowed for rotating codes.
        /// </summary>
        public const int ToleranceSeconds = 30;

        readonly ITimeOfDay _timeOfDay;
        readonly IClock _clock;
        long _heardSeconds;
        long _heardAt;

        /// <summary>Checks a time of day.</summary>
        /// <param name="timeOfDay">The controller's time, as set by the time server.</param>
        /// <param name="clock">The time since the start, by which the services' time advances.</param>
        public CheckedTime(ITimeOfDay timeOfDay, IClock clock)
        {
            _timeOfDay = timeOfDay;
            _clock = clock;
        }

        /// <summary>The state of the clock.</summary>
        public ClockState State
        {
            get { return StateOf(_timeOfDay.UnixSeconds()); }
        }

        /// <summary>Learns the time of an authentic offer, in milliseconds since 1970; 0 for none.</summary>
        public void Hear(long unixMilliseconds)
        {
            if (unixMilliseconds > 0)
            {
                _heardSeconds = unixMilliseconds / 1000;
                _heardAt = _clock.NowMicroseconds();
            }
        }

        /// <inheritdoc/>
        public long UnixSeconds()
        {
            var seconds = _timeOfDay.UnixSeconds();
            return StateOf(seconds) == ClockState.Ok ? seconds : 0;
        }

        ClockState StateOf(long seconds)
        {
            if (seconds <= 0)
            {
                return ClockState.Unset;
            }

            if (seconds < EarliestSeconds || seconds >= LatestSeconds)
            {
                return ClockState.Implausible;
            }

            var off = _heardSeconds + (_clock.NowMicroseconds() - _heardAt) / 1000000 - seconds;
            return _heardSeconds == 0 || off <= ToleranceSeconds && off >= -ToleranceSeconds ? ClockState.Ok : ClockState.Differs;
        }
    }
}
