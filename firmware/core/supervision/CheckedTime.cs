using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>How the time of day is.</summary>
    public enum ClockState
    {
        /// <summary>Nothing is wrong with it.</summary>
        Ok = 0,

        /// <summary>Nobody has set it.</summary>
        Unset = 1,

        /// <summary>It is outside the bounds.</summary>
        Implausible = 2,

        /// <summary>It is not the services'.</summary>
        Differs = 3,
    }

    /// <summary>
    /// The time of day, which comes from a time server that anybody on the network can play. It is held against bounds and against
    /// the time in the services' session offers, which are authentic; while it fails, no time is known. Only rotating codes need it.
    /// For the lane's thread.
    /// </summary>
    public sealed class CheckedTime : ITimeOfDay
    {
        /// <summary>Before the beginning of 2026 no pedestal ran, s since 1970.</summary>
        public const long EarliestSeconds = 1767225600;

        /// <summary>By the beginning of 2100 none runs any more, s since 1970.</summary>
        public const long LatestSeconds = 4102444800;

        /// <summary>How far the clock may be from the services' time, s: as far as a rotating code may be off.</summary>
        public const int ToleranceSeconds = 30;

        readonly ITimeOfDay _timeOfDay;
        readonly IClock _clock;
        long _heardSeconds;
        long _heardAt;

        /// <summary>Checks a time of day.</summary>
        /// <param name="timeOfDay">The controller's, as the time server set it.</param>
        /// <param name="clock">The time since the start, by which what was heard goes on.</param>
        public CheckedTime(ITimeOfDay timeOfDay, IClock clock)
        {
            _timeOfDay = timeOfDay;
            _clock = clock;
        }

        /// <summary>How the clock is.</summary>
        public ClockState State
        {
            get { return StateOf(_timeOfDay.UnixSeconds()); }
        }

        /// <summary>Takes the time of an authentic offer, milliseconds since 1970; 0 for none.</summary>
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
