namespace Pedestal.Hal
{
    /// <summary>
    /// When the gate's pulse may be on. Nothing that stops all threads of the device begins meanwhile: name look-up and TLS
    /// handshake of a connection attempt do, and no thread could tell then that the gate stays open. Thread-safe.
    /// </summary>
    public sealed class GatePulse
    {
        /// <summary>What a pulse may have beside the length it is built for, ms: reading the contact takes time too.</summary>
        public const int MarginMilliseconds = 50;

        /// <summary>The length that the monostable is built for, 100 to 5,000 ms.</summary>
        public int Milliseconds = 500;

        readonly IClock _clock;
        long _ends;

        /// <summary>No pulse yet.</summary>
        public GatePulse(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>The longest that a pulse may be, ms: a quarter more than it is built for, for what its parts vary.</summary>
        public int LongestMilliseconds
        {
            get { return Milliseconds + Milliseconds / 4 + MarginMilliseconds; }
        }

        /// <summary>A pulse is about to be triggered.</summary>
        public void Begin()
        {
            _ends = _clock.NowMicroseconds() + LongestMilliseconds * 1000L;
        }

        /// <summary>Whether a pulse may be on, so that no connection attempt may begin.</summary>
        public bool IsOn()
        {
            return _clock.NowMicroseconds() < _ends;
        }
    }
}
