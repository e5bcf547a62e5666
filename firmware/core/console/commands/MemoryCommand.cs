namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>memory</c>: shows free memory.</summary>
    public sealed class MemoryCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public MemoryCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "memory"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "free memory"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "memory" }; }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            reply.Begin().Add("freeBytes", _parts.System.FreeMemory())
                .Add("freeInternalBytes", _parts.System.FreeInternalMemory()).End();
            return CommandState.Done;
        }
    }
}
