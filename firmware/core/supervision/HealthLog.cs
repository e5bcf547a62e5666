using Pedestal.Core.Log;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>Logs faults and recoveries of the parts, at most once a second, and counts the faults.</summary>
    public sealed class HealthLog
    {
        const long PauseMicroseconds = 1000000;
        const long DropPauseMicroseconds = 60000000;
        readonly EventLog _log;
        readonly IClock _clock;
        readonly FaultCounters _counters;
        readonly LaneHealth _told = new LaneHealth();
        string _linkFaultLogged = "not started";
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

        /// <summary>Logs each part that has changed since the last call.</summary>
        public void Update(LaneHealth health, ILink link)
        {
            var now = _clock.NowMicroseconds();
            var fault = link.IsConnected() ? null : link.Fault ?? "lost";
            if (now < _next || health.Equals(_told) && fault == _linkFaultLogged)
            {
                return;
            }

            _next = now + PauseMicroseconds;
            CompareLink(fault, link.Brokers.Address);
            for (var i = 0; i < PartTable.All.Length; i++)
            {
                if (PartTable.All[i].IsCounted && (Part)i != Part.Broker && !health.IsSame((Part)i, _told))
                {
                    Tell((Part)i, health.Works((Part)i), health.Word((Part)i));
                }
            }

            _told.CopyFrom(health);
        }

        /// <summary>
        /// Logs, at most once a minute, that more replies have been dropped, given their number so far and the last one's id.
        /// </summary>
        public void TellDrops(int dropped, ulong request)
        {
            var now = _clock.NowMicroseconds();
            if (dropped != _droppedTold && now >= _nextDrops)
            {
                _nextDrops = now + DropPauseMicroseconds;
                _droppedTold = dropped;
                _log.Write(LogLevel.Warning, "replies", "late, repeated, for other requests or forged", request);
            }
        }

        /// <summary>
        /// Logs, at most once a minute, that more scanned codes have been dropped, given their number so far and the reason.
        /// </summary>
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

        /// <summary>Logs a turn that threw, with the request of the present attempt.</summary>
        public void LogDefect(System.Exception defect, ulong request)
        {
            _log.Write(LogLevel.Error, "lane", "turn aborted: " + defect.Message, request);
        }

        void CompareLink(string fault, BrokerAddress broker)
        {
            if (fault == _linkFaultLogged)
            {
                return;
            }

            var isNews = fault != null && _linkFaultLogged != null;
            _linkFaultLogged = fault;
            if (isNews)
            {
                _log.Write(LogLevel.Warning, "broker", "not connected: " + fault);
            }
            else
            {
                Tell(Part.Broker, fault == null, fault == null ? "connected to " + broker.ToString() : "not connected: " + fault);
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
