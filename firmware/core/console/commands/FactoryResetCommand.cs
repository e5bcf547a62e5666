using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>factory-reset</c>: erases all settings and restarts.</summary>
    public sealed class FactoryResetCommand : ConsoleCommand
    {
        const long ConfirmMicroseconds = 30000000;
        const long DelayMicroseconds = 300000;
        readonly ConsoleParts _parts;
        bool _confirmed;
        long _until;

        /// <summary>Uses the parts.</summary>
        public FactoryResetCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "factory-reset"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "erases all settings and restarts, after confirmation"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "factory-reset     asks for the pedestal's name before it does anything",
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return ServiceNeed.Recover;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            _confirmed = false;
            _until = _parts.Clock.NowMicroseconds() + ConfirmMicroseconds;
            reply.Line("This erases all settings and keys. Type " + _parts.Device + " to continue.");
            return CommandState.Asking;
        }

        /// <inheritdoc/>
        public override CommandState Confirm(string line, ConsoleReply reply)
        {
            if (_confirmed || line != _parts.Device)
            {
                reply.Fail("not confirmed; nothing was erased");
                return CommandState.Done;
            }

            if (_parts.Store.Erase() != SettingsResult.Done)
            {
                reply.Fail("the storage refused; some settings may remain");
                return CommandState.Done;
            }

            _parts.Log.Write(LogLevel.Warning, "console", "factory reset");
            reply.Line("erased; restarting");
            _confirmed = true;
            _until = _parts.Clock.NowMicroseconds() + DelayMicroseconds;
            return CommandState.More;
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            // No erased setting may stay in force.
            if (_confirmed)
            {
                _parts.System.Reboot();
            }
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            if (_parts.Clock.NowMicroseconds() < _until)
            {
                return _confirmed ? CommandState.More : CommandState.Asking;
            }

            if (_confirmed)
            {
                _parts.System.Reboot();
            }
            else
            {
                reply.Fail("not confirmed in time; nothing was erased");
            }

            return CommandState.Done;
        }
    }
}
