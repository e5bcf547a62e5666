using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// What becomes of a lane one of whose turns threw: it pauses, longer each time, and goes on. A fault nobody foresaw
    /// must neither end the service nor fill the log.
    /// </summary>
    public sealed class TurnGuard
    {
        /// <summary>Turns that threw so far.</summary>
        public int Failures;

        const int FirstPauseMilliseconds = 1000;
        const int LongestPauseMilliseconds = 30000;
        const int ProvenMilliseconds = 1000;
        readonly Backoff _backoff;

        /// <summary>Creates one.</summary>
        public TurnGuard(IClock clock)
        {
            _backoff = new Backoff(clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
        }

        /// <summary>Whether the lane is to turn now.</summary>
        public bool MayTurn()
        {
            return _backoff.IsOver;
        }

        /// <summary>A turn went well.</summary>
        public void Passed()
        {
            // Only a second without trouble forgets it: a fault that comes every other turn is one fault.
            _backoff.ResetAfter(ProvenMilliseconds);
        }

        /// <summary>A turn threw.</summary>
        public void Failed()
        {
            Failures++;
            _backoff.Fail();
        }
    }
}
