using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>Writes into the log what fails and what works again, once a second at most, and counts the failures.</summary>
    public sealed class HealthLog
    {
        const long PauseMicroseconds = 1000000;
        readonly EventLog _log;
        readonly IClock _clock;
        readonly LaneCounters _counters;
        readonly LaneHealth _told = new LaneHealth();
        bool _linkTold;
        long _next;

        /// <summary>Writes into a log and counts in counters.</summary>
        public HealthLog(EventLog log, LaneCounters counters, IClock clock)
        {
            _log = log;
            _counters = counters;
            _clock = clock;
        }

        /// <summary>A record for each part that has changed since the last call.</summary>
        public void Look(LaneHealth health, bool isConnected)
        {
            var now = _clock.NowMicroseconds();
            if (now < _next || health.Equals(_told) && isConnected == _linkTold)
            {
                return;
            }

            _next = now + PauseMicroseconds;
            if (isConnected != _linkTold)
            {
                _linkTold = isConnected;
                Tell("broker", isConnected, isConnected ? "connected" : "not connected");
            }

            if (health.Camera != _told.Camera)
            {
                Tell("camera", health.Camera == CameraStatus.Ok, Names.Of(health.Camera));
            }

            Compare("presence", health.Presence, _told.Presence);
            Compare("reader", health.Reader, _told.Reader);
            Compare("gate", health.Gate, _told.Gate);
            Compare("memory", health.Memory, _told.Memory);
            Compare("clock", health.Clock, _told.Clock);
            _told.CopyFrom(health);
        }

        void Compare(string part, bool works, bool worked)
        {
            if (works != worked)
            {
                Tell(part, works, Names.OfPart(part, works));
            }
        }

        void Tell(string part, bool works, string text)
        {
            if (!works)
            {
                _counters.CountFailure(part);
            }

            _log.Write(works ? LogLevel.Info : LogLevel.Warning, part, text);
        }
    }
}
