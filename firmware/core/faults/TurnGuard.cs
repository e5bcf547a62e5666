using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// What becomes of a lane one of whose turns threw: it pauses, longer each time, and goes on. A fault nobody foresaw
    /// must neither end the service nor fill the log.
    /// </summary>
    public sealed class TurnGuard
    {
        /// <summary>Turns that threw so far.</summary>
        public int Failures;

        const int LongestPause = 30;
        readonly IClock _clock;
        long _resumeAt;
        int _pauseSeconds;

        /// <summary>Creates one.</summary>
        public TurnGuard(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Whether the lane is to turn now.</summary>
        public bool MayTurn()
        {
            return _clock.NowMicroseconds() >= _resumeAt;
        }

        /// <summary>A turn went well.</summary>
        public void Passed()
        {
            // Only a second without trouble forgets it: a fault that comes every other turn is one fault.
            if (_pauseSeconds > 0 && _clock.NowMicroseconds() - _resumeAt >= 1000000L)
            {
                _pauseSeconds = 0;
            }
        }

        /// <summary>A turn threw.</summary>
        public void Failed()
        {
            Failures++;
            _pauseSeconds = _pauseSeconds == 0 ? 1 : 2 * _pauseSeconds;
            if (_pauseSeconds > LongestPause)
            {
                _pauseSeconds = LongestPause;
            }

            _resumeAt = _clock.NowMicroseconds() + _pauseSeconds * 1000000L;
        }
    }
}
