namespace Pedestal.Core.Console
{
    /// <summary>The available commands.</summary>
    public sealed class CommandList
    {
        /// <summary>The commands in the order in which <c>help</c> lists them.</summary>
        public readonly ConsoleCommand[] All;

        /// <summary>Creates a list, to which <c>help</c> adds itself.</summary>
        public CommandList(ConsoleCommand[] commands)
        {
            All = new ConsoleCommand[commands.Length + 1];
            All[0] = new HelpCommand(this);
            System.Array.Copy(commands, 0, All, 1, commands.Length);
        }

        /// <summary>The command with a name, or null.</summary>
        public ConsoleCommand Find(string name)
        {
            for (var i = 0; i < All.Length; i++)
            {
                if (All[i].Name == name)
                {
                    return All[i];
                }
            }

            return null;
        }

        /// <summary>The command called by a line being typed, or null.</summary>
        public ConsoleCommand Find(char[] line, int length)
        {
            var start = 0;
            while (start < length && line[start] == ' ')
            {
                start++;
            }

            for (var i = 0; i < All.Length; i++)
            {
                if (BeginsWith(line, start, length, All[i].Name))
                {
                    return All[i];
                }
            }

            return null;
        }

        static bool BeginsWith(char[] line, int start, int length, string word)
        {
            if (length - start <= word.Length || line[start + word.Length] != ' ')
            {
                return false;
            }

            for (var i = 0; i < word.Length; i++)
            {
                if (line[start + i] != word[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
