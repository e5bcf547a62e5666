namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Prints and counts the results.</summary>
    public sealed class SelfTestTally
    {
        const int NameWidth = 16;
        const int ResultWidth = 9;
        const int ValueWidth = 24;
        int _passed;
        int _skipped;

        /// <summary>Number of failed items.</summary>
        public int Failed { get; private set; }

        /// <summary>The overall result: fail, incomplete if something was skipped, or pass.</summary>
        public string Verdict
        {
            get { return Failed > 0 ? "fail" : _skipped > 0 || _passed == 0 ? "incomplete" : "pass"; }
        }

        /// <summary>Starts over.</summary>
        public void Clear()
        {
            _passed = 0;
            _skipped = 0;
            Failed = 0;
        }

        /// <summary>Prints an item's result.</summary>
        public void Report(SelfTestItem item, TestResult result, string advice, ConsoleReply reply)
        {
            _passed += result == TestResult.Pass ? 1 : 0;
            Failed += result == TestResult.Fail ? 1 : 0;
            _skipped += result == TestResult.Skipped ? 1 : 0;
            if (reply.Json)
            {
                reply.Begin().Add("item", item.Name).Add("result", TestWords.Of(result)).Add("value", item.Value)
                    .Add("limits", item.Limits).Add("advice", advice).End();
                return;
            }

            reply.Line(ConsoleReply.Pad(item.Name, NameWidth)
                + ConsoleReply.Pad(result == TestResult.Fail ? "FAIL" : TestWords.Of(result), ResultWidth)
                + ConsoleReply.Pad(item.Value, ValueWidth) + "limits: " + item.Limits);
            if (advice.Length > 0)
            {
                reply.Line(ConsoleReply.Pad("", NameWidth) + "-> " + advice);
            }
        }

        /// <summary>Prints the counts.</summary>
        public void Summarise(ConsoleReply reply)
        {
            if (reply.Json)
            {
                reply.Begin().Add("verdict", Verdict).Add("passed", _passed).Add("failed", Failed).Add("skipped", _skipped).End();
            }
            else
            {
                reply.Line((Failed > 0 ? "FAIL" : Verdict) + ": " + _passed.ToString() + " passed, " + Failed.ToString() + " failed, " + _skipped.ToString() + " skipped");
            }
        }
    }
}
