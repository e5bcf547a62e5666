using Pedestal.Core.Log;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>Writes into the log what fails and what works again, once a second at most, and counts the failures.</summary>
    public sealed class HealthLog
    {
        const long PauseMicroseconds = 1000000;
        const long DropPauseMicroseconds = 60000000;
        readonly EventLog _log;
        readonly IClock _clock;
        readonly FaultCounters _counters;
        readonly LaneHealth _told = new LaneHealth();
        string _troubleTold = "not started";
        int _droppedTold;
        int _codesTold;
        long _next;
        long _nextDrops;
        long _nextCodes;

        /// <summary>Writes into a log and counts in counters.</summary>
        public HealthLog(EventLog log, FaultCounters counters, IClock clock)
        {
            _log = log;
            _counters = counters;
            _clock = clock;
        }

        /// <summary>A record for each part that has changed since the last call.</summary>
        public void Update(LaneHealth health, ILink link)
        {
            var now = _clock.NowMicroseconds();
            var trouble = link.IsConnected() ? null : link.Trouble ?? "lost";
            if (now < _next || health.Equals(_told) && trouble == _troubleTold)
            {
                return;
            }

            _next = now + PauseMicroseconds;
            CompareLink(trouble);
            for (var i = 0; i < PartTable.All.Length; i++)
            {
                if (PartTable.All[i].IsCounted && (Part)i != Part.Broker && !health.IsSame((Part)i, _told))
                {
                    Tell((Part)i, health.Works((Part)i), health.Word((Part)i));
                }
            }

            _told.CopyFrom(health);
        }

        /// <summary>A record, once a minute at most, when more replies have been dropped; takes how many so far, and the last one's id.</summary>
        public void TellDrops(int dropped, ulong request)
        {
            var now = _clock.NowMicroseconds();
            if (dropped != _droppedTold && now >= _nextDrops)
            {
                _nextDrops = now + DropPauseMicroseconds;
                _droppedTold = dropped;
                _log.Write(LogLevel.Warning, "replies", "late, repeated, not for here or forged", request);
            }
        }

        /// <summary>A record, once a minute at most, when more scanned codes have been dropped; takes how many so far, and why.</summary>
        public void TellCodes(int dropped, CodeDrop why)
        {
            var now = _clock.NowMicroseconds();
            if (dropped != _codesTold && now >= _nextCodes)
            {
                _nextCodes = now + DropPauseMicroseconds;
                _codesTold = dropped;
                _log.Write(LogLevel.Warning, "reader", "code dropped: " + PartWords.Of(why));
            }
        }

        /// <summary>A record of a turn that threw, with the request of the presentation under way.</summary>
        public void TellDefect(System.Exception defect, ulong request)
        {
            _log.Write(LogLevel.Error, "lane", "gave up a turn: " + defect.Message, request);
        }

        void CompareLink(string trouble)
        {
            if (trouble == _troubleTold)
            {
                return;
            }

            var isNews = trouble != null && _troubleTold != null;
            _troubleTold = trouble;
            if (isNews)
            {
                _log.Write(LogLevel.Warning, "broker", "not connected: " + trouble);
            }
            else
            {
                Tell(Part.Broker, trouble == null, trouble == null ? "connected" : "not connected: " + trouble);
            }
        }

        void Tell(Part part, bool works, string text)
        {
            if (!works)
            {
                _counters.Count(part);
            }

            _log.Write(works ? LogLevel.Info : LogLevel.Warning, PartTable.Of(part).Name, text);
        }
    }
}
