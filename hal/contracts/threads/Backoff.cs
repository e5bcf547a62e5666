namespace Pedestal.Hal
{
    /// <summary>
    /// How long to wait after failures in a row: first a short pause, then twice as long each time, up to a longest one. For one
    /// thread.
    /// </summary>
    public sealed class Backoff
    {
        readonly IClock _clock;
        readonly int _first;
        readonly int _longest;
        int _pause;
        long _ends;

        /// <summary>Nothing has failed yet.</summary>
        /// <param name="clock">What the pauses are measured by.</param>
        /// <param name="firstMilliseconds">The pause after the first failure, at least 1 ms.</param>
        /// <param name="longestMilliseconds">The longest pause, not less than the first, ms.</param>
        public Backoff(IClock clock, int firstMilliseconds, int longestMilliseconds)
        {
            _clock = clock;
            _first = firstMilliseconds;
            _longest = longestMilliseconds;
        }

        /// <summary>Whether it is time to try again; true before any failure.</summary>
        public bool IsOver
        {
            get { return _clock.NowMicroseconds() >= _ends; }
        }

        /// <summary>It failed: a pause begins now, whose length is returned, ms.</summary>
        public int Fail()
        {
            _pause = _pause == 0 ? _first : _pause <= _longest / 2 ? 2 * _pause : _longest;
            _ends = _clock.NowMicroseconds() + _pause * 1000L;
            return _pause;
        }

        /// <summary>It works: no pause, and the next failure counts as the first.</summary>
        public void Reset()
        {
            _pause = 0;
            _ends = 0;
        }

        /// <summary>It seems to work: as <see cref="Reset"/> once the last pause has been over for so long, ms.</summary>
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
