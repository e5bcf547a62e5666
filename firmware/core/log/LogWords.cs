namespace Pedestal.Core.Log
{
    /// <summary>The words for log levels, which operators read and type. The platform has no Enum.ToString.</summary>
    public static class LogWords
    {
        static readonly string[] LogLevels = { "debug", "info", "warning", "error" };

        /// <summary>The word for a level.</summary>
        public static string Of(LogLevel level)
        {
            return LogLevels[(int)level];
        }

        /// <summary>The level of a word, or -1.</summary>
        public static int LevelOf(string word)
        {
            for (var i = 0; i < LogLevels.Length; i++)
            {
                if (LogLevels[i] == word)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
