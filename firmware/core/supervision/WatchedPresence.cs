using System;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// A range finder whose readings are not trusted if they freeze. The reading of a hovering hand does not stay the same to
    /// the millimetre for long.
    /// </summary>
    public sealed class WatchedPresence : IPresenceSensor
    {
        /// <summary>A distance that stays the same for this time counts as a fault, ms.</summary>
        public const int StuckMilliseconds = 30000;

        readonly IPresenceSensor _sensor;
        readonly IClock _clock;
        int _last = Presence.Nothing;
        long _since;

        /// <summary>Watches a range finder.</summary>
        public WatchedPresence(IPresenceSensor sensor, IClock clock)
        {
            _sensor = sensor;
            _clock = clock;
        }

        /// <inheritdoc/>
        public int ReadMillimetres()
        {
            var distance = Read();
            var now = _clock.NowMicroseconds();
            if (distance < 0 || distance != _last)
            {
                _last = distance;
                _since = now;
                return distance;
            }

            return now - _since < StuckMilliseconds * 1000L ? distance : Presence.Failed;
        }

        int Read()
        {
            try
            {
                return _sensor.ReadMillimetres();
            }
            catch (Exception)
            {
                return Presence.Failed;
            }
        }
    }
}
