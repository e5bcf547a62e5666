using Pedestal.Core.Console;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Ledger;
using Pedestal.Core.Offline;
using Pedestal.Core.Supervision;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Fleet
{
    /// <summary>The health message: counters, latencies, memory and temperature since the start.</summary>
    public sealed class HealthReport
    {
        readonly ConsoleParts _parts;
        readonly RemoteCommands _commands;
        readonly JsonText _json = new JsonText(3584);

        /// <summary>Reports on these parts.</summary>
        public HealthReport(ConsoleParts parts, RemoteCommands commands)
        {
            _parts = parts;
            _commands = commands;
        }

        /// <summary>Writes the message. Unknown values are left out.</summary>
        public byte[] Write()
        {
            var lane = _parts.Lane;
            _json.Begin(null).Add("upSeconds", _parts.Clock.NowMicroseconds() / 1000000).Add("fault", _parts.Fault)
                .Add("freeBytes", _parts.System.FreeMemory()).Add("freeInternalBytes", _parts.System.FreeInternalMemory());
            var tenths = _parts.Thermometer == null ? Temperature.Unknown : _parts.Thermometer.ReadTenths();
            if (tenths != Temperature.Unknown)
            {
                _json.Add("temperatureTenths", tenths);
            }

            _json.Add("presentations", lane.Outcomes).Add("gateOpenings", _parts.Gate.Openings)
                .Add("turnsFailed", lane.Failures).Add("commandsAnswered", _commands.Handled)
                .Add("commandsDropped", _commands.Dropped).Add("repliesDropped", lane.RepliesDropped)
                .Add("codesDropped", lane.CodesDropped).Add("brokerChanges", _parts.Link.Brokers.Changes);
            AddOffline();
            AddPassages(lane.Passages);
            AddCounters(lane.Counters);
            AddLatency(lane.Counters.Latency);
            return _json.End().ToArray();
        }

        void AddOffline()
        {
            if (_parts.Offline != null && _parts.Offline.Settings.IsReady)
            {
                var list = _parts.Offline.List;
                _json.Begin("offline").Add("list", OfflineWords.Of(list.State)).Add("admissions", list.Count)
                    .Add("toReport", list.Unreported).End();
            }
        }

        void AddPassages(PassageWatch passages)
        {
            if (passages.IsOn)
            {
                _json.Begin("passages").Add("open", passages.Open).Add("passed", passages.Passed).Add("notPassed", passages.NotPassed)
                    .Add("slippedThrough", passages.SlippedThrough).Add("toReport", passages.ToReport).End();
            }
        }

        void AddCounters(LaneCounters counters)
        {
            _json.Begin("decisions");
            for (var i = 0; i < DecisionTable.Count; i++)
            {
                AddIfAny(DecisionTable.Of((Decision)i).Word, counters.Of((Decision)i));
            }

            _json.End().Begin("reasons");
            for (var i = 1; i < LaneCounters.Reasons; i++)
            {
                AddIfAny(LaneWords.Of((OutcomeReason)i), counters.Of((OutcomeReason)i));
            }

            _json.End().Begin("failures");
            for (var i = 0; i < PartTable.All.Length; i++)
            {
                AddIfAny(PartTable.All[i].Name, counters.Faults.Of((Part)i));
            }

            _json.End();
        }

        void AddLatency(LatencyHistogram latency)
        {
            _json.Begin("latencyUs");
            for (var row = 0; row < LatencyHistogram.Rows; row++)
            {
                if (latency.CountOf(row) == 0)
                {
                    continue;
                }

                _json.Begin(row == LatencyHistogram.Total ? "total" : StageWords.Of((Stage)row)).Add("p50", latency.Percentile(row, 50))
                    .Add("p99", latency.Percentile(row, 99)).Add("longest", latency.Longest(row)).BeginList("counts");
                for (var bucket = 0; bucket < LatencyHistogram.Buckets; bucket++)
                {
                    _json.AddItem(latency.CountOf(row, bucket));
                }

                _json.EndList().End();
            }

            _json.End();
        }

        void AddIfAny(string name, int count)
        {
            if (count > 0)
            {
                _json.Add(name, count);
            }
        }
    }
}
