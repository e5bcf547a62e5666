namespace Pedestal.Hal
{
    /// <summary>
    /// Pauses after failures in a row: the first is short, each further one twice as long, up to a longest one. For one thread.
    /// </summary>
    public sealed class Backoff
    {
        readonly IClock _clock;
        readonly int _first;
        readonly int _longest;
        int _pause;
        long _ends;

        /// <summary>Starts without a failure.</summary>
        /// <param name="clock">Measures the pauses.</param>
        /// <param name="firstMilliseconds">The pause after the first failure, at least 1 ms.</param>
        /// <param name="longestMilliseconds">The longest pause, at least the first, ms.</param>
        public Backoff(IClock clock, int firstMilliseconds, int longestMilliseconds)
        {
            _clock = clock;
            _first = firstMilliseconds;
            _longest = longestMilliseconds;
        }

        /// <summary>Whether the pause is over; true before the first failure.</summary>
        public bool IsOver
        {
            get { return _clock.NowMicroseconds() >= _ends; }
        }

        /// <summary>Records a failure and starts a pause; returns its length, ms.</summary>
        public int Fail()
        {
            _pause = _pause == 0 ? _first : _pause <= _longest / 2 ? 2 * _pause : _longest;
            _ends = _clock.NowMicroseconds() + _pause * 1000L;
            return _pause;
        }

        /// <summary>Records a success: ends the pause, and the next failure counts as the first.</summary>
        public void Reset()
        {
            _pause = 0;
            _ends = 0;
        }

        /// <summary>Does the same as <see cref="Reset"/> if the last pause ended at least this time ago, ms.</summary>
        public void ResetAfter(int milliseconds)
        {
            if (_pause > 0 && _clock.NowMicroseconds() - _ends >= milliseconds * 1000L)
            {
                Reset();
            }
        }

        /// <summary>Ends the pause; the next failure still counts as one more in a row.</summary>
        public void EndPause()
        {
            _ends = 0;
        }
    }
}
