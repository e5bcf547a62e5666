using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>
    /// One key's requests as their receiver sees them. It chooses sessions at random and keeps them in memory only, so that what
    /// was recorded in another life of either side belongs to none; PROTOCOL.md argues why. Only for authentic messages, and for
    /// one thread at a time.
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

        /// <summary>Begins without a session.</summary>
        /// <param name="cipher">Where sessions come from.</param>
        /// <param name="lifeSeconds">A session ends after so long without a fresh request.</param>
        /// <param name="offerSeconds">An offer that nobody took is void after so long.</param>
        public ReceivingSession(ICipher cipher, int lifeSeconds, int offerSeconds)
        {
            _cipher = cipher;
            _lifeMicroseconds = lifeSeconds * 1000000L;
            _offerMicroseconds = offerSeconds * 1000000L;
        }

        /// <summary>Whether a fresh request has come yet.</summary>
        public bool WasUsed { get; private set; }

        /// <summary>What an authentic request is. The first one in the session offered ends the session before.</summary>
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
        /// The session to offer. It stays the same until it is taken or void: whoever sends recorded requests must not be able to
        /// change it under a sender that is about to take it.
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
