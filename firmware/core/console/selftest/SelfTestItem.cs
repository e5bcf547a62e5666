namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>The result of a test.</summary>
    public enum TestResult
    {
        /// <summary>The test is not finished.</summary>
        Running = 0,

        /// <summary>Ends the test: the part works.</summary>
        Pass = 1,

        /// <summary>Ends the test: the part does not work.</summary>
        Fail = 2,

        /// <summary>It could not be tested; the advice says what is needed.</summary>
        Skipped = 3,
    }

    /// <summary>One item of the self test, run step by step: a step is at most one operation of one part.</summary>
    public abstract class SelfTestItem
    {
        /// <summary>Longest time of a test in microseconds; after that it has failed.</summary>
        public const long LongestMicroseconds = 8000000;

        /// <summary>The item's name, by which it can be run alone.</summary>
        public abstract string Name { get; }

        /// <summary>The limits for passing.</summary>
        public abstract string Limits { get; }

        /// <summary>The measured value.</summary>
        public string Value { get; protected set; } = "";

        /// <summary>What to do; empty after a pass.</summary>
        public string Advice { get; protected set; } = "";

        /// <summary>Whether the test uses a part that the lane needs while it serves somebody.</summary>
        public virtual bool NeedsFreeLane
        {
            get { return false; }
        }

        /// <summary>Starts over.</summary>
        public virtual void Begin()
        {
            Value = "";
            Advice = "";
        }

        /// <summary>Runs the next step.</summary>
        public abstract TestResult Step();

        /// <summary>Restores the part; called when the test ends in any way.</summary>
        public virtual void End()
        {
        }

        /// <summary>The part works.</summary>
        protected TestResult Pass(string value)
        {
            Value = value;
            return TestResult.Pass;
        }

        /// <summary>The part does not work.</summary>
        protected TestResult Fail(string value, string advice)
        {
            Value = value;
            Advice = advice;
            return TestResult.Fail;
        }

        /// <summary>Ends the test: the part could not be tested.</summary>
        protected TestResult Skip(string advice)
        {
            Advice = advice;
            return TestResult.Skipped;
        }
    }
}
