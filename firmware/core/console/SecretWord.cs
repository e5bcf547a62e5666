namespace Pedestal.Core.Console
{
    /// <summary>Finds words in a line being typed.</summary>
    public static class SecretWord
    {
        /// <summary>Index of the start of a word, counted from 0; the length if the line has not reached it.</summary>
        public static int StartOf(char[] line, int length, int word)
        {
            var i = 0;
            for (var skipped = 0; skipped <= word; skipped++)
            {
                while (i < length && line[i] == ' ')
                {
                    i++;
                }

                if (skipped == word)
                {
                    return i;
                }

                while (i < length && line[i] != ' ')
                {
                    i++;
                }
            }

            return i;
        }
    }
}
