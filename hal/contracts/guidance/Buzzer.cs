namespace Pedestal.Hal
{
    /// <summary>
    /// When the buzzer is on: plays one pattern after the other has ended, and none within a second of the last, so that
    /// a guest who tries again and again does not make a siren of it.
    /// </summary>
    public sealed class Buzzer
    {
        /// <summary>Shortest time from the beginning of one pattern to the next, ms.</summary>
        public const int PauseMilliseconds = 1000;

        const int ShortOn = 80;
        const int LongOn = 350;
        const int Off = 100;

        // On and off in turn, ms, by Buzz.
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
        long _begun = -PauseMilliseconds;

        /// <summary>Begins a pattern at a time in milliseconds, unless another began just before.</summary>
        public void Play(Buzz buzz, long now)
        {
            if (buzz == Buzz.Silent || now - _begun < PauseMilliseconds)
            {
                return;
            }

            _pattern = Patterns[(int)buzz];
            _next = 0;
            _due = now;
            _begun = now;
        }

        /// <summary>Milliseconds for which the buzzer is to be switched on now; 0 for not. To be asked often.</summary>
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
