using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary><c>selftest</c>: every part, one after the other, while the lane goes on.</summary>
    public sealed class SelfTestCommand : ConsoleCommand
    {
        const long PatienceMicroseconds = 10000000;
        const long ConfirmMicroseconds = 30000000;
        readonly ConsoleParts _parts;
        readonly SelfTestItem[] _items;
        readonly GateItem _gate;
        readonly bool[] _chosen;
        readonly SelfTestTally _tally = new SelfTestTally();
        int _next;
        bool _begun;
        bool _asking;
        long _since;

        /// <summary>Tests the parts; pictures go into the frame.</summary>
        public SelfTestCommand(ConsoleParts parts, PalmFrame frame)
        {
            _parts = parts;
            _gate = new GateItem(parts);
            var picture = new CameraPictureItem(parts, frame);
            var presence = new PresenceItem(parts, picture);
            _items = new SelfTestItem[]
            {
                new CameraIdItem(parts), new CameraLinkItem(parts), picture, presence, new LightItem(picture, presence),
                new RingItem(parts), _gate, new ReaderItem(parts), new MemoryItem(parts), new StorageItem(parts),
                new TimeItem(parts), new NetworkItem(parts), new BrokerItem(parts), new MatcherItem(parts),
                new TicketingItem(parts),
            };
            _chosen = new bool[_items.Length];
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
                var items = "items:";
                for (var i = 0; i < _items.Length; i++)
                {
                    items += " " + _items[i].Name;
                }

                return new[]
                {
                    "selftest            everything but the gate, and so incomplete", "selftest ITEM...    only these",
                    "selftest gate       opens the gate, in service mode and after a question", items,
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
            if (!Choose(arguments, reply))
            {
                return CommandState.Done;
            }

            _next = -1;
            _tally.Clear();
            _gate.IsAllowed = false;
            _since = _parts.Clock.NowMicroseconds();
            _asking = arguments.Has(_gate.Name);
            for (var i = 0; i < _items.Length; i++)
            {
                // What an earlier run found must not be taken for this one's.
                _items[i].Begin();
            }

            Advance();
            if (!_asking)
            {
                return CommandState.More;
            }

            reply.Line("This opens the gate. Keep clear of it and type " + _parts.Device + " to go on.");
            return CommandState.Asking;
        }

        /// <inheritdoc/>
        public override CommandState Answer(string line, ConsoleReply reply)
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
            var now = _parts.Clock.NowMicroseconds();
            if (_asking)
            {
                if (now - _since < ConfirmMicroseconds)
                {
                    return CommandState.Asking;
                }

                reply.Fail("not confirmed in time; the gate stays closed");
                return CommandState.Done;
            }

            if (_next == _items.Length)
            {
                _tally.Summarise(reply);
                _parts.Log.Write(_tally.Failed == 0 ? LogLevel.Info : LogLevel.Warning, "selftest",
                    _tally.Verdict + ", " + _tally.Failed.ToString() + " failed");
                return CommandState.Done;
            }

            var item = _items[_next];
            if (!_begun && item.NeedsFreeLane && !_parts.IsLaneFree)
            {
                if (now - _since > PatienceMicroseconds)
                {
                    item.Begin();
                    Report(item, TestResult.Skipped, "a guest is being served; run 'selftest " + item.Name + "' again", reply);
                }

                return CommandState.More;
            }

            if (!_begun)
            {
                item.Begin();
                _begun = true;
                _since = now;
            }

            var result = item.Step();
            if (result != TestResult.Running)
            {
                Report(item, result, item.Advice, reply);
            }
            else if (now - _since > SelfTestItem.LongestMicroseconds)
            {
                Report(item, TestResult.Fail, "the test did not come to an end; reboot and run it again", reply);
            }

            return CommandState.More;
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            if (_begun)
            {
                _items[_next].End();
                _begun = false;
            }

            _gate.IsAllowed = false;
        }

        bool Choose(ConsoleArguments arguments, ConsoleReply reply)
        {
            var known = 1;
            for (var i = 0; i < _items.Length; i++)
            {
                var named = arguments.Has(_items[i].Name);
                _chosen[i] = named || arguments.Count == 1;
                known += named ? 1 : 0;
            }

            if (known < arguments.Count)
            {
                reply.Fail("there is no such item, or one is named twice; 'help selftest' lists them");
            }

            return known == arguments.Count || arguments.Count == 1;
        }

        void Advance()
        {
            _begun = false;
            _since = _parts.Clock.NowMicroseconds();
            do
            {
                _next++;
            }
            while (_next < _items.Length && !_chosen[_next]);
        }

        void Report(SelfTestItem item, TestResult result, string advice, ConsoleReply reply)
        {
            item.End();
            _tally.Report(item, result, advice, reply);
            Advance();
        }
    }
}
