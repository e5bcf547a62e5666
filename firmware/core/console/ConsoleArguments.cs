using Pedestal.Hal;

namespace Pedestal.Core.Console
{
    /// <summary>A line split into words at spaces. <c>--json</c> at its end is not a word.</summary>
    public sealed class ConsoleArguments
    {
        /// <summary>The option for machine-readable output.</summary>
        public const string JsonOption = "--json";

        readonly string _line;
        readonly string[] _words;
        readonly int[] _starts;

        /// <summary>Splits a line.</summary>
        public ConsoleArguments(string line)
        {
            line = line.Trim();
            if (line == JsonOption || line.EndsWith(" " + JsonOption))
            {
                Json = true;
                line = line.Substring(0, line.Length - JsonOption.Length).Trim();
            }

            _line = line;
            Count = Scan(line, null, null);
            _words = NullStrings.Create(Count);
            _starts = new int[Count];
            Scan(line, _words, _starts);
        }

        /// <summary>Whether the reply is for a program.</summary>
        public bool Json { get; private set; }

        /// <summary>The number of words, including the command's name.</summary>
        public int Count { get; private set; }

        /// <summary>A word; empty beyond the last one.</summary>
        public string Word(int index)
        {
            return index < Count ? _words[index] : "";
        }

        /// <summary>Everything from a word on, including spaces; empty beyond the last one.</summary>
        public string Rest(int index)
        {
            return index < Count ? _line.Substring(_starts[index]) : "";
        }

        /// <summary>Whether a word occurs after the command's name.</summary>
        public bool Has(string word)
        {
            for (var i = 1; i < Count; i++)
            {
                if (_words[i] == word)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A word as a number, decimal or hexadecimal with 0x; -1 unless it is from 0 to the largest.</summary>
        public int Number(int index, int largest)
        {
            var word = Word(index);
            var hexadecimal = word.Length > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X');
            var value = 0;
            var i = hexadecimal ? 2 : 0;
            if (word.Length == 0 || word.Length > i + 8)
            {
                return -1;
            }

            for (; i < word.Length; i++)
            {
                var digit = Digit(word[i], hexadecimal);
                value = value * (hexadecimal ? 16 : 10) + digit;
                if (digit < 0 || value > largest)
                {
                    return -1;
                }
            }

            return value;
        }

        static int Digit(char c, bool hexadecimal)
        {
            return c >= '0' && c <= '9' ? c - '0'
                : hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10
                : hexadecimal && c >= 'A' && c <= 'F' ? c - 'A' + 10
                : -1;
        }

        static int Scan(string line, string[] words, int[] starts)
        {
            var count = 0;
            var i = 0;
            while (i < line.Length)
            {
                var start = i;
                while (i < line.Length && line[i] != ' ')
                {
                    i++;
                }

                if (i > start)
                {
                    if (words != null)
                    {
                        words[count] = line.Substring(start, i - start);
                        starts[count] = start;
                    }

                    count++;
                }

                i++;
            }

            return count;
        }
    }
}
