namespace Pedestal.Core.Guidance
{
    /// <summary>
    /// Says when the buzzer is on. A pattern begins at least a second after the previous one, so that a guest who tries again
    /// and again does not turn the buzzer into a siren.
    /// </summary>
    public sealed class PatternPlayer
    {
        /// <summary>Shortest time from the start of one pattern to the start of the next, ms.</summary>
        public const int PauseMilliseconds = 1000;

        const int ShortOn = 80;
        const int LongOn = 350;
        const int Off = 100;

        // Times on and off in turn, ms, indexed by BuzzerPattern.
        static readonly int[][] Patterns =
        {
            new int[0],
            new[] { ShortOn },
            new[] { ShortOn, Off, ShortOn },
            new[] { ShortOn, Off, ShortOn, Off, ShortOn },
            new[] { LongOn },
            new[] { LongOn, Off, LongOn },
            new[] { LongOn, Off, ShortOn },
        };

        int[] _pattern = Patterns[0];
        int _next;
        long _due;
        long _started = -PauseMilliseconds;

        /// <summary>Starts a pattern at a time in milliseconds; ignored within the pause after the previous start.</summary>
        public void Play(BuzzerPattern pattern, long now)
        {
            if (pattern == BuzzerPattern.Silent || now - _started < PauseMilliseconds)
            {
                return;
            }

            _pattern = Patterns[(int)pattern];
            _next = 0;
            _due = now;
            _started = now;
        }

        /// <summary>Milliseconds for which to switch the buzzer on now; 0 if it stays as it is. Call it every 10 ms or so.</summary>
        public int Due(long now)
        {
            if (_next >= _pattern.Length || now < _due)
            {
                return 0;
            }

            var on = _pattern[_next];
            var off = _next + 1 < _pattern.Length ? _pattern[_next + 1] : 0;
            _next += 2;
            _due = now + on + off;
            return on;
        }
    }
}
