using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// The last records, the oldest overwritten first. Records name parts and states, never guests, codes, keys or
    /// passwords. Safe to write from any thread.
    /// </summary>
    public sealed class EventLog
    {
        /// <summary>Records kept.</summary>
        public const int Capacity = 64;

        /// <summary>Records below this level are not kept.</summary>
        public LogLevel Level = LogLevel.Info;

        readonly IClock _clock;
        readonly object _lock = new object();
        readonly long[] _times = new long[Capacity];
        readonly LogLevel[] _levels = new LogLevel[Capacity];
        readonly string[] _sources = Texts.Nulls(Capacity);
        readonly string[] _texts = Texts.Nulls(Capacity);
        int _written;

        /// <summary>An empty log.</summary>
        public EventLog(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Number of the record to be written next; they count from 0.</summary>
        public int Next
        {
            get { return _written; }
        }

        /// <summary>Number of the oldest record still kept.</summary>
        public int Oldest
        {
            get { return _written > Capacity ? _written - Capacity : 0; }
        }

        /// <summary>Adds a record.</summary>
        public void Write(LogLevel level, string source, string text)
        {
            if (level < Level)
            {
                return;
            }

            lock (_lock)
            {
                var slot = _written % Capacity;
                _times[slot] = _clock.NowMicroseconds();
                _levels[slot] = level;
                _sources[slot] = source;
                _texts[slot] = text;
                _written++;
            }
        }

        /// <summary>Copies a record; false when it is overwritten or not written yet.</summary>
        public bool Read(int number, LogRecord record)
        {
            lock (_lock)
            {
                if (number < Oldest || number >= _written)
                {
                    return false;
                }

                var slot = number % Capacity;
                record.Microseconds = _times[slot];
                record.Level = _levels[slot];
                record.Source = _sources[slot];
                record.Text = _texts[slot];
                return true;
            }
        }
    }

    /// <summary>One record of the log.</summary>
    public sealed class LogRecord
    {
        /// <summary>When, in microseconds since the start.</summary>
        public long Microseconds;

        /// <summary>How much it matters.</summary>
        public LogLevel Level;

        /// <summary>The part it is about.</summary>
        public string Source;

        /// <summary>What happened.</summary>
        public string Text;
    }
}
