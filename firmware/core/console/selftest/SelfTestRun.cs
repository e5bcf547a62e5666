using Pedestal.Core.Log;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>
    /// A run through the chosen items of the self test, one step of one item at a time, while the lane continues.
    /// </summary>
    sealed class SelfTestRun
    {
        const long PatienceMicroseconds = 10000000;
        readonly ConsoleParts _parts;
        readonly SelfTestItem[] _items;
        readonly bool[] _chosen;
        readonly SelfTestTally _tally = new SelfTestTally();
        int _next;
        bool _begun;
        long _since;

        /// <summary>Creates a run that has not started.</summary>
        internal SelfTestRun(ConsoleParts parts, SelfTestItem[] items)
        {
            _parts = parts;
            _items = items;
            _chosen = new bool[items.Length];
        }

        /// <summary>The names of all items, each after a space.</summary>
        internal string ItemNames
        {
            get
            {
                var names = "";
                for (var i = 0; i < _items.Length; i++)
                {
                    names += " " + _items[i].Name;
                }

                return names;
            }
        }

        /// <summary>
        /// Chooses the items named by the words, or all if there are none; false if a word names no item or one twice.
        /// </summary>
        internal bool Choose(ConsoleArguments arguments)
        {
            var known = 1;
            for (var i = 0; i < _items.Length; i++)
            {
                var named = arguments.Has(_items[i].Name);
                _chosen[i] = named || arguments.Count == 1;
                known += named ? 1 : 0;
            }

            return known == arguments.Count || arguments.Count == 1;
        }

        /// <summary>Starts over.</summary>
        internal void Begin()
        {
            _next = -1;
            _tally.Clear();
            for (var i = 0; i < _items.Length; i++)
            {
                // Results of an earlier run must not be taken for this one's.
                _items[i].Begin();
            }

            Advance();
        }

        /// <summary>Runs the next step; done when the counts are printed.</summary>
        internal CommandState Step(ConsoleReply reply)
        {
            if (_next < _items.Length)
            {
                StepItem(_items[_next], _parts.Clock.NowMicroseconds(), reply);
                return CommandState.More;
            }

            _tally.Summarise(reply);
            _parts.Log.Write(_tally.Failed == 0 ? LogLevel.Info : LogLevel.Warning, "selftest",
                _tally.Verdict + ", " + _tally.Failed.ToString() + " failed");
            return CommandState.Done;
        }

        /// <summary>Restores the part being tested.</summary>
        internal void Cancel()
        {
            if (_begun)
            {
                _items[_next].End();
                _begun = false;
            }
        }

        void StepItem(SelfTestItem item, long now, ConsoleReply reply)
        {
            if (!_begun && item.NeedsFreeLane && !_parts.IsLaneFree)
            {
                if (now - _since > PatienceMicroseconds)
                {
                    item.Begin();
                    Report(item, TestResult.Skipped, "a guest is being served; run 'selftest " + item.Name + "' again", reply);
                }

                return;
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
                Report(item, TestResult.Fail, "the test did not end; reboot and run it again", reply);
            }
        }

        void Report(SelfTestItem item, TestResult result, string advice, ConsoleReply reply)
        {
            item.End();
            _tally.Report(item, result, advice, reply);
            Advance();
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
    }
}
