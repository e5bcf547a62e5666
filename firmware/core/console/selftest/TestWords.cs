namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>The words for the results of the self test.</summary>
    public static class TestWords
    {
        static readonly string[] TestResults = { "running", "pass", "fail", "skipped" };

        /// <summary>The word for a result.</summary>
        public static string Of(TestResult result)
        {
            return TestResults[(int)result];
        }
    }
}
