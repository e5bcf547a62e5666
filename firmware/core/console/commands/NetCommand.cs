namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>net</c>: shows the network interface.</summary>
    public sealed class NetCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public NetCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "net"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "the network interface"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "net" }; }
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

            reply.Begin().Add("name", network.Name).Add("isUp", network.IsUp()).Add("address", network.Address()).End();
            return CommandState.Done;
        }
    }
}
