using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// Guards the turns of a lane: after an exception it pauses, longer each time, and continues. An unexpected fault must
    /// neither end the service nor fill the log.
    /// </summary>
    public sealed class TurnGuard
    {
        /// <summary>Number of turns that threw so far.</summary>
        public int Failures;

        const int FirstPauseMilliseconds = 1000;
        const int LongestPauseMilliseconds = 30000;
        const int ProvenMilliseconds = 1000;
        readonly Backoff _backoff;

        /// <summary>Creates it.</summary>
        public TurnGuard(IClock clock)
        {
            _backoff = new Backoff(clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
        }

        /// <summary>Whether the lane may run a turn now.</summary>
        public bool MayTurn()
        {
            return _backoff.IsOver;
        }

        /// <summary>Records a successful turn.</summary>
        public void Passed()
        {
            // Only a second without an exception resets it: a fault in every other turn is one fault.
            _backoff.ResetAfter(ProvenMilliseconds);
        }

        /// <summary>Records a turn that threw.</summary>
        public void Failed()
        {
            Failures++;
            _backoff.Fail();
        }
    }
}
