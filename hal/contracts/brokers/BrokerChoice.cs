namespace Pedestal.Hal
{
    /// <summary>
    /// Which of a venue's brokers a pedestal uses. It stays with one for as long as that works, changes to the next as soon as it
    /// does not, and pauses once all have failed. The link's thread calls it; the other members are for readers.
    /// </summary>
    public sealed class BrokerChoice
    {
        /// <summary>Longest time from a broker's last message to the verdict that it is silent, ms, where a change comes once.</summary>
        public const int SilentMilliseconds = QuietMilliseconds + FirstPatienceMilliseconds;

        const int QuietMilliseconds = 500;
        const int FirstPatienceMilliseconds = 700;
        const int LongestPatienceMilliseconds = 5600;

        // A thread that was stopped has not looked: what arrived meanwhile is handled first.
        const int FewestLooks = 4;

        const int FirstPauseMilliseconds = 500;
        const int LongestPauseMilliseconds = 30000;

        // A connection that ends sooner keeps the pauses: reconnecting at once would stall the lane every time.
        const long ProvenMicroseconds = 30000000;

        // When no service replies, the broker may be cut off from them, but they may also be down.
        const int FirstSuspicionMilliseconds = 30000;
        const int LongestSuspicionMilliseconds = 600000;
        const int CalmMilliseconds = 1800000;

        readonly IClock _clock;
        readonly BrokerAddress[] _all;
        readonly Backoff _pauses;
        readonly Backoff _suspicions;
        int _last;
        int _failed;
        int _patience = FirstPatienceMilliseconds;
        int _looks;
        long _opened;
        long _heard;
        long _pinged;
        bool _isPinged;
        bool _isSuspected;

        /// <summary>Begins with the first broker.</summary>
        public BrokerChoice(IClock clock, BrokerAddress[] brokers)
        {
            _clock = clock;
            _all = brokers;
            _pauses = new Backoff(clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
            _suspicions = new Backoff(clock, FirstSuspicionMilliseconds, LongestSuspicionMilliseconds);
        }

        /// <summary>The number of brokers.</summary>
        public int Count
        {
            get { return _all.Length; }
        }

        /// <summary>The index of the broker that is connected or tried next.</summary>
        public int Current { get; private set; }

        /// <summary>Its address.</summary>
        public BrokerAddress Address
        {
            get { return _all[Current]; }
        }

        /// <summary>How often a connection was opened. Whatever a broker retains is sent again when this changes.</summary>
        public int Connections { get; private set; }

        /// <summary>How often a connection was opened to another broker than the one before.</summary>
        public int Changes { get; private set; }

        /// <summary>Whether nothing has been heard for a while, so that the broker should be pinged.</summary>
        public bool IsPingDue
        {
            get { return Count > 1 && !_isPinged && Since(_heard) >= QuietMilliseconds; }
        }

        /// <summary>The address of a broker by its index.</summary>
        public BrokerAddress AddressOf(int index)
        {
            return _all[index];
        }

        /// <summary>Records that the connection is open.</summary>
        public void Opened()
        {
            Changes += _last != Current && Connections > 0 ? 1 : 0;
            Connections++;
            _last = Current;
            _opened = _clock.NowMicroseconds();
            _isSuspected = false;
            Heard();
        }

        /// <summary>Records any message from the broker; may be called by another thread.</summary>
        public void Heard()
        {
            _heard = _clock.NowMicroseconds();
            _isPinged = false;
            _patience = IsProven ? FirstPatienceMilliseconds : _patience;
        }

        /// <summary>Records that a ping has been sent.</summary>
        public void Pinged()
        {
            _pinged = _clock.NowMicroseconds();
            _looks = 0;
            _isPinged = true;
        }

        /// <summary>Whether the broker has left a ping unanswered; call it at every round of the link.</summary>
        public bool IsSilent()
        {
            _looks++;
            return _isPinged && _looks >= FewestLooks && Since(_pinged) >= _patience;
        }

        /// <summary>
        /// Tells that requests sent over this broker get no reply. The link changes to another one, but the longer this lasts the
        /// less often. May be called by another thread.
        /// </summary>
        public void Suspect()
        {
            _isSuspected = true;
        }

        /// <summary>Whether the link should change because of what it was told since the last call.</summary>
        public bool TakeSuspicion()
        {
            var isTaken = _isSuspected && Count > 1 && _suspicions.IsOver;
            _isSuspected = false;
            if (isTaken)
            {
                _suspicions.ResetAfter(CalmMilliseconds);
                _suspicions.Fail();
            }

            return isTaken;
        }

        /// <summary>
        /// The connection is over. Chooses the next broker, unless there is no network; returns the pause before the attempt, ms.
        /// </summary>
        public int Lost(bool isSilent, bool hasNetwork)
        {
            if (IsProven)
            {
                _pauses.Reset();
                _failed = 0;
            }

            // A network that is slow as a whole must not send the pedestal to and fro.
            _patience = isSilent && _patience < LongestPatienceMilliseconds ? 2 * _patience : _patience;
            return hasNetwork ? Failed() : Pause();
        }

        /// <summary>
        /// The attempt to connect has failed. Chooses the next broker; returns the pause before the attempt, ms: none before all
        /// have failed.
        /// </summary>
        public int Failed()
        {
            Current = (Current + 1) % Count;
            _failed = (_failed + 1) % Count;
            return _failed > 0 ? 0 : Pause();
        }

        /// <summary>There is no network. Returns the pause before the next attempt at the same broker, ms.</summary>
        public int Pause()
        {
            return _pauses.Fail();
        }

        bool IsProven
        {
            get { return _clock.NowMicroseconds() - _opened > ProvenMicroseconds; }
        }

        long Since(long then)
        {
            return (_clock.NowMicroseconds() - then) / 1000;
        }
    }
}
