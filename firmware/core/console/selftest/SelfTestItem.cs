namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>What a test came to.</summary>
    public enum TestResult
    {
        /// <summary>It is not over.</summary>
        Running = 0,

        /// <summary>The part works.</summary>
        Pass = 1,

        /// <summary>The part does not work.</summary>
        Fail = 2,

        /// <summary>It could not be told; the advice says what is needed.</summary>
        Skipped = 3,
    }

    /// <summary>One test of the self test, a step at a time: a step is at most one operation of one part.</summary>
    public abstract class SelfTestItem
    {
        /// <summary>Longest time a test may take, microseconds; then it has failed.</summary>
        public const long LongestMicroseconds = 8000000;

        /// <summary>Its name, by which it can be run alone.</summary>
        public abstract string Name { get; }

        /// <summary>What passes.</summary>
        public abstract string Limits { get; }

        /// <summary>What was measured.</summary>
        public string Value { get; protected set; } = "";

        /// <summary>What to do; empty after a pass.</summary>
        public string Advice { get; protected set; } = "";

        /// <summary>Whether a part is used that the lane needs while it serves somebody.</summary>
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

        /// <summary>Takes it further.</summary>
        public abstract TestResult Step();

        /// <summary>Leaves the part as it was; called when the test ends in any way.</summary>
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

        /// <summary>It cannot be told.</summary>
        protected TestResult Skip(string advice)
        {
            Advice = advice;
            return TestResult.Skipped;
        }
    }
}
