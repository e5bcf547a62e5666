namespace Pedestal.Core.Console
{
    /// <summary>Finds words of a line being typed.</summary>
    public static class SecretWord
    {
        /// <summary>Index at which a word begins, counted from 0; the length when the line has not come so far.</summary>
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
