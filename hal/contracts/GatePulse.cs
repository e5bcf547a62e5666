namespace Pedestal.Hal
{
    /// <summary>
    /// The time in which the gate's pulse may be on. Resolving a name and the TLS handshake stop all threads of the device, and no
    /// thread could then notice that the gate stays open, so no connection attempt begins during a pulse. Thread-safe.
    /// </summary>
    public sealed class GatePulse
    {
        /// <summary>Added to a pulse's longest time, ms, because reading the contact takes time.</summary>
        public const int MarginMilliseconds = 50;

        /// <summary>The monostable's nominal length, 100 to 5,000 ms.</summary>
        public int Milliseconds = 500;

        readonly IClock _clock;
        long _ends;

        /// <summary>Starts without a pulse.</summary>
        public GatePulse(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>The longest time of a pulse, ms: a quarter above nominal for its parts' tolerances, and the margin.</summary>
        public int LongestMilliseconds
        {
            get { return Milliseconds + Milliseconds / 4 + MarginMilliseconds; }
        }

        /// <summary>Records that a pulse is about to be triggered.</summary>
        public void Begin()
        {
            _ends = _clock.NowMicroseconds() + LongestMilliseconds * 1000L;
        }

        /// <summary>Whether a pulse may be on; if so, no connection attempt may begin.</summary>
        public bool IsOn()
        {
            return _clock.NowMicroseconds() < _ends;
        }
    }
}
