namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Results of the self test as the words that technicians read.</summary>
    public static class TestWords
    {
        static readonly string[] TestResults = { "running", "pass", "fail", "skipped" };

        /// <summary>The word for what a test came to.</summary>
        public static string Of(TestResult result)
        {
            return TestResults[(int)result];
        }
    }
}
