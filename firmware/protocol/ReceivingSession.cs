using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>
    /// The receiver's end of the sessions of one key. Sessions are random and kept only in memory, so that a message recorded
    /// before a restart of either side belongs to none; PROTOCOL.md gives the argument. For authentic messages, and for one
    /// thread at a time.
    /// </summary>
    public sealed class ReceivingSession
    {
        const int SessionLength = 8;
        readonly ICipher _cipher;
        readonly long _lifeMicroseconds;
        readonly long _offerMicroseconds;
        readonly byte[] _random = new byte[SessionLength];
        ulong _current;
        uint _highest;
        long _lastTaken;
        ulong _offered;
        long _offeredAt;

        /// <summary>Starts without a session.</summary>
        /// <param name="cipher">The source of random sessions.</param>
        /// <param name="lifeSeconds">A session ends after this time without a fresh request.</param>
        /// <param name="offerSeconds">An unused offer expires after this time.</param>
        public ReceivingSession(ICipher cipher, int lifeSeconds, int offerSeconds)
        {
            _cipher = cipher;
            _lifeMicroseconds = lifeSeconds * 1000000L;
            _offerMicroseconds = offerSeconds * 1000000L;
        }

        /// <summary>Whether a fresh request has come yet.</summary>
        public bool WasUsed { get; private set; }

        /// <summary>Judges an authentic request. The first one in the offered session ends the previous session.</summary>
        public SessionVerdict Take(ulong session, uint sequence, long nowMicroseconds)
        {
            Expire(nowMicroseconds);
            if (session == 0 || session != _current && session != _offered)
            {
                return SessionVerdict.Elsewhere;
            }

            if (session == _offered)
            {
                _current = _offered;
                _offered = 0;
                _highest = 0;
            }

            if (sequence <= _highest)
            {
                return SessionVerdict.Repeated;
            }

            _highest = sequence;
            _lastTaken = nowMicroseconds;
            WasUsed = true;
            return SessionVerdict.Fresh;
        }

        /// <summary>
        /// The session to offer. It stays the same until it is used or expires, so that nobody can change it with recorded requests
        /// while a sender is about to use it.
        /// </summary>
        public ulong Offer(long nowMicroseconds)
        {
            Expire(nowMicroseconds);
            if (_offered == 0)
            {
                _offeredAt = nowMicroseconds;
                do
                {
                    _cipher.FillRandom(_random);
                    _offered = Bytes.GetUInt64(_random, 0);
                }
                while (_offered == 0);
            }

            return _offered;
        }

        // So that a request held back on the way can be delivered late only by so much.
        void Expire(long nowMicroseconds)
        {
            if (nowMicroseconds - _lastTaken >= _lifeMicroseconds)
            {
                _current = 0;
            }

            if (nowMicroseconds - _offeredAt >= _offerMicroseconds)
            {
                _offered = 0;
            }
        }
    }
}
