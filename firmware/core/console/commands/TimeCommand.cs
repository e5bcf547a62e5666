namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>time</c>: shows the clock.</summary>
    public sealed class TimeCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public TimeCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "time"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "the time of day, and the time since the start"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "time" }; }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var utc = _parts.System.UtcTime();
            reply.Begin().Add("utc", utc ?? "").Add("isSet", utc != null)
                .Add("uptimeSeconds", _parts.Clock.NowMicroseconds() / 1000000)
                .Add("server", _parts.Settings == null ? "" : _parts.Settings.TimeServer).End();
            return CommandState.Done;
        }
    }
}
