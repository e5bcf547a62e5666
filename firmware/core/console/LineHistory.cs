using Pedestal.Hal;

namespace Pedestal.Core.Console
{
    /// <summary>The last few lines, for recalling them. Long ones are not kept.</summary>
    public sealed class LineHistory
    {
        /// <summary>Number of lines kept.</summary>
        public const int Lines = 8;

        /// <summary>Longest line kept.</summary>
        public const int LongestLine = 120;

        readonly string[] _lines = NullStrings.Create(Lines);
        int _count;
        int _back;

        /// <summary>Keeps a line, unless it equals the previous one; recalling starts over.</summary>
        public void Keep(string line)
        {
            _back = 0;
            if (line.Length == 0 || line.Length > LongestLine || _count > 0 && _lines[(_count - 1) % Lines] == line)
            {
                return;
            }

            _lines[_count % Lines] = line;
            _count = _count < 2 * Lines ? _count + 1 : _count - Lines + 1;
        }

        /// <summary>The previous line, or null at the oldest.</summary>
        public string Back()
        {
            var kept = _count < Lines ? _count : Lines;
            if (_back >= kept)
            {
                return null;
            }

            _back++;
            return _lines[(_count - _back + 2 * Lines) % Lines];
        }

        /// <summary>The next line, the empty line after the newest, or null when not recalling.</summary>
        public string Forward()
        {
            if (_back == 0)
            {
                return null;
            }

            _back--;
            return _back == 0 ? "" : _lines[(_count - _back + 2 * Lines) % Lines];
        }

        /// <summary>Recalling starts over.</summary>
        public void Rest()
        {
            _back = 0;
        }
    }
}
