using Pedestal.Hal;

namespace Pedestal.Core.Log
{
    /// <summary>
    /// The latest records. The oldest are overwritten first; warnings and errors only by warnings and errors, so that a busy
    /// hour does not erase what went wrong before it. Records name parts, states and requests, never guests, codes, keys or
    /// passwords. Safe to write from any thread.
    /// </summary>
    public sealed class EventLog
    {
        /// <summary>Number of debug and info records kept.</summary>
        public const int Ordinary = 128;

        /// <summary>Number of warnings and errors kept.</summary>
        public const int Important = 64;

        /// <summary>Records below this level are not kept.</summary>
        public LogLevel Level = LogLevel.Info;

        readonly IClock _clock;
        readonly object _lock = new object();
        readonly int[] _numbers = new int[Ordinary + Important];
        readonly long[] _times = new long[Ordinary + Important];
        readonly ulong[] _requests = new ulong[Ordinary + Important];
        readonly LogLevel[] _levels = new LogLevel[Ordinary + Important];
        readonly string[] _sources = NullStrings.Create(Ordinary + Important);
        readonly string[] _texts = NullStrings.Create(Ordinary + Important);
        int _written;
        int _ordinary;
        int _important;

        /// <summary>Creates an empty log.</summary>
        public EventLog(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Number of the next record; they count from 0.</summary>
        public int Next
        {
            get { return _written; }
        }

        /// <summary>Number of the oldest record kept; some between it and the newest may be overwritten.</summary>
        public int Oldest
        {
            get
            {
                lock (_lock)
                {
                    var oldest = _written;
                    for (var slot = 0; slot < _numbers.Length; slot++)
                    {
                        oldest = IsKept(slot) && _numbers[slot] < oldest ? _numbers[slot] : oldest;
                    }

                    return oldest;
                }
            }
        }

        /// <summary>Adds a record without a request.</summary>
        public void Write(LogLevel level, string source, string text)
        {
            Write(level, source, text, 0);
        }

        /// <summary>Adds a record about a request; 0 for none.</summary>
        public void Write(LogLevel level, string source, string text, ulong request)
        {
            if (level < Level)
            {
                return;
            }

            lock (_lock)
            {
                var slot = level < LogLevel.Warning ? _ordinary++ % Ordinary : Ordinary + _important++ % Important;
                _numbers[slot] = _written;
                _times[slot] = _clock.NowMicroseconds();
                _requests[slot] = request;
                _levels[slot] = level;
                _sources[slot] = source;
                _texts[slot] = text;
                _written++;
            }
        }

        /// <summary>Copies a record; false if it is overwritten or not written yet.</summary>
        public bool Read(int number, LogRecord record)
        {
            lock (_lock)
            {
                for (var slot = 0; slot < _numbers.Length; slot++)
                {
                    if (_numbers[slot] == number && IsKept(slot))
                    {
                        record.Microseconds = _times[slot];
                        record.Request = _requests[slot];
                        record.Level = _levels[slot];
                        record.Source = _sources[slot];
                        record.Text = _texts[slot];
                        return true;
                    }
                }

                return false;
            }
        }

        bool IsKept(int slot)
        {
            return slot < Ordinary ? slot < _ordinary : slot - Ordinary < _important;
        }
    }
}
