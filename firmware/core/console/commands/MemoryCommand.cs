namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>memory</c>: what is free.</summary>
    public sealed class MemoryCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Acts on the parts.</summary>
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
            get { return "memory that is free"; }
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
