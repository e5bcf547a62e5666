using Pedestal.Core.Console.SelfTest;
using Pedestal.Core.Service;
using Pedestal.Hal;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>selftest</c>: tests every part in turn, while the lane continues.</summary>
    public sealed class SelfTestCommand : ConsoleCommand
    {
        const long ConfirmMicroseconds = 30000000;
        readonly ConsoleParts _parts;
        readonly GateItem _gate;
        readonly SelfTestRun _run;
        bool _asking;
        long _since;

        /// <summary>Tests the parts; pictures are taken into the frame.</summary>
        public SelfTestCommand(ConsoleParts parts, PalmFrame frame)
        {
            _parts = parts;
            _gate = new GateItem(parts);
            var picture = new CameraPictureItem(parts, frame);
            var presence = new PresenceItem(parts, picture);
            _run = new SelfTestRun(parts, new SelfTestItem[]
            {
                new CameraIdItem(parts), new CameraLinkItem(parts), picture, presence, new LightItem(picture, presence),
                new BankItem(picture, true), new BankItem(picture, false), new RingItem(parts), _gate, new ReaderItem(parts), new MemoryItem(parts), new StorageItem(parts),
                new TimeItem(parts), new NetworkItem(parts), new BrokerItem(parts), new MatcherItem(parts),
                new TicketingItem(parts),
            });
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "selftest"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "tests every part: pass, fail or skipped, with value, limits and what to do"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "selftest            everything except the gate, and therefore incomplete", "selftest ITEM...    only these",
                    "selftest gate       opens the gate, in service mode and after confirmation", "items:" + _run.ItemNames,
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return arguments.Has(_gate.Name) ? ServiceNeed.Service : ServiceNeed.None;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            if (!_run.Choose(arguments))
            {
                reply.Fail("there is no such item, or one is given twice; 'help selftest' lists them");
                return CommandState.Done;
            }

            _gate.IsAllowed = false;
            _since = _parts.Clock.NowMicroseconds();
            _asking = arguments.Has(_gate.Name);
            _run.Begin();
            if (!_asking)
            {
                return CommandState.More;
            }

            reply.Line("This opens the gate. Keep clear of it and type " + _parts.Device + " to continue.");
            return CommandState.Asking;
        }

        /// <inheritdoc/>
        public override CommandState Confirm(string line, ConsoleReply reply)
        {
            _asking = false;
            _gate.IsAllowed = line == _parts.Device;
            if (!_gate.IsAllowed)
            {
                reply.Fail("not confirmed; the gate stays closed");
                return CommandState.Done;
            }

            return CommandState.More;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            if (!_asking)
            {
                return _run.Step(reply);
            }

            if (_parts.Clock.NowMicroseconds() - _since < ConfirmMicroseconds)
            {
                return CommandState.Asking;
            }

            reply.Fail("not confirmed in time; the gate stays closed");
            return CommandState.Done;
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            _run.Cancel();
            _gate.IsAllowed = false;
        }
    }
}
