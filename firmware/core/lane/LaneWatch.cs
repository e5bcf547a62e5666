using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core.Lane
{
    /// <summary>Checks the parts at every turn and reports them to the log and to operators.</summary>
    sealed class LaneWatch
    {
        /// <summary>The state of the parts.</summary>
        internal readonly LaneHealth Health = new LaneHealth();

        readonly ILink _link;
        readonly IQrReader _reader;
        readonly GateKeeper _gate;
        readonly LaneRequests _requests;
        readonly PassageWatch _passages;
        readonly SystemWatch _system;
        readonly HealthLog _log;
        readonly ILaneReports _reports;

        /// <summary>Watches these parts.</summary>
        internal LaneWatch(LaneParts parts, LaneRequests requests, PassageWatch passages, LaneCounters counters, ILaneReports reports)
        {
            _link = parts.Link;
            _reader = parts.Qr;
            _gate = parts.Gate;
            _requests = requests;
            _passages = passages;
            _system = new SystemWatch(parts.System, parts.Time, parts.Clock, parts.Log);
            _log = new HealthLog(parts.Log, counters.Faults, parts.Clock);
            _reports = reports;
        }

        /// <summary>Records a successful turn with what only the lane knows.</summary>
        internal void Update(LaneState state, CameraStatus camera, bool presenceWorks, bool readerWorks)
        {
            if (state == LaneState.Idle || state == LaneState.Fault)
            {
                _system.Poll();
            }

            Health.Set(Part.Lane, true);
            Health.Set(Part.Camera, (int)camera);
            Health.Set(Part.Presence, presenceWorks);
            Health.Set(Part.Reader, readerWorks);
            Health.Set(Part.Gate, (int)_gate.State);
            Health.Set(Part.Passage, _passages.ContactWorks);
            Health.Set(Part.Memory, _system.HasMemory);
            Health.Set(Part.Clock, (int)_system.Clock);
            Health.Set(Part.Broker, _link.IsConnected());
            Health.Set(Part.Matcher, _requests.Matcher.IsReplying);
            Health.Set(Part.Ticketing, _requests.Ticketing.IsReplying);
            Health.Set(Part.Role, _requests.Matcher.IsPermitted && _requests.Ticketing.IsPermitted);
            _log.TellDrops(_requests.Dropped, _requests.LastDropped);
            _log.TellCodes(_reader.Dropped, _reader.LastDrop);
            _log.Update(Health, _link);
            _reports.ReportHealth(Health);
        }

        /// <summary>Records a turn that threw, with its request.</summary>
        internal void LogDefect(System.Exception defect, ulong request)
        {
            Health.Set(Part.Lane, false);
            _log.LogDefect(defect, request);
        }
    }
}
