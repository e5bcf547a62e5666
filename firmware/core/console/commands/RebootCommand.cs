using Pedestal.Core.Log;
using Pedestal.Core.Service;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>reboot</c>: restarts the pedestal.</summary>
    public sealed class RebootCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;
        const int DelayMicroseconds = 300000;
        long _at;

        /// <summary>Uses the parts.</summary>
        public RebootCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "reboot"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "restarts the pedestal"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "reboot" }; }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return ServiceNeed.Recover;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            _at = _parts.Clock.NowMicroseconds() + DelayMicroseconds;
            _parts.Log.Write(LogLevel.Warning, "console", "reboot");
            reply.Line("rebooting");
            return CommandState.More;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            // The output has to be sent first.
            if (_parts.Clock.NowMicroseconds() < _at)
            {
                return CommandState.More;
            }

            _parts.System.Reboot();
            return CommandState.Done;
        }
    }
}
