using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>status</c>: shows the health of every part.</summary>
    public sealed class StatusCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public StatusCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "status"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "health of every part"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "status" }; }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            reply.Begin().Add("device", _parts.Device).Add("fault", _parts.Fault)
                .Add("uptimeSeconds", _parts.Clock.NowMicroseconds() / 1000000)
                .Add("serviceSeconds", _parts.Service.RemainingSeconds);
            var lane = _parts.Lane;
            reply.Add("lane", lane == null ? "not-started" : LaneWords.Of(lane.State));
            if (lane != null)
            {
                reply.Add("mode", SettingsWords.Of(_parts.Settings.Lane.Mode)).Add("presentations", lane.Outcomes);
                for (var i = 0; i < PartTable.All.Length; i++)
                {
                    if (PartTable.All[i].IsInState)
                    {
                        reply.Add(PartTable.All[i].Name, lane.Health.Word((Part)i));
                    }
                }

                reply.Add("codesDropped", lane.CodesDropped).Add("lastCodeDrop", PartWords.Of(lane.LastCodeDrop));
                AddPassages(lane.Passages, reply);
            }

            if (_parts.Gate != null)
            {
                reply.Add("gateOpenings", _parts.Gate.Openings);
            }

            if (_parts.Offline != null)
            {
                var list = _parts.Offline.List;
                reply.Add("offlineList", _parts.Offline.Settings.IsReady ? OfflineWords.Of(list.State) : "off")
                    .Add("offlineAdmissions", list.Count).Add("offlineToReport", list.Unreported);
            }

            if (_parts.Network != null)
            {
                reply.Add("network", _parts.Network.IsUp() ? "up" : "down")
                    .Add("broker", _parts.Link.IsConnected() ? "connected" : "not-connected")
                    .Add("brokerAddress", _parts.Link.Brokers.Address.ToString());
            }

            reply.End();
            return CommandState.Done;
        }

        static void AddPassages(PassageWatch passages, ConsoleReply reply)
        {
            reply.Add("openAdmissions", passages.Open).Add("passed", passages.Passed).Add("notPassed", passages.NotPassed)
                .Add("slippedThrough", passages.SlippedThrough).Add("passagesToReport", passages.ToReport);
        }
    }
}
