using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>mqtt</c>: shows the connection to the broker.</summary>
    public sealed class MqttCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public MqttCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "mqtt"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "the connection to the broker"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "mqtt" }; }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var network = _parts.Network;
            if (network == null)
            {
                reply.Fail("the network has not started yet");
                return CommandState.Done;
            }

            var settings = _parts.Settings;
            var fault = _parts.Link.Fault;
            var brokers = _parts.Link.Brokers;
            reply.Begin().Add("broker", brokers.Address.ToString()).Add("isConnected", fault == null)
                .Add("fault", fault ?? "").Add("brokers", All(brokers)).Add("changes", brokers.Changes).Add("tls", settings.BrokerTls)
                .Add("topic", Topic.Root + "/" + settings.Venue + "/" + settings.Device).End();
            return CommandState.Done;
        }

        static string All(BrokerChoice brokers)
        {
            var all = brokers.AddressOf(0).ToString();
            for (var i = 1; i < brokers.Count; i++)
            {
                all += "," + brokers.AddressOf(i).ToString();
            }

            return all;
        }
    }
}
