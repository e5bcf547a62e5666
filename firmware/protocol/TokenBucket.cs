namespace Pedestal.Protocol
{
    /// <summary>
    /// How many messages a sender may have looked at: so many at once, and so many a second in the long run. For one thread at a
    /// time.
    /// </summary>
    public sealed class TokenBucket
    {
        readonly long _perToken;
        readonly long _most;
        long _level;
        long _last;

        /// <summary>Begins full.</summary>
        /// <param name="perSecond">Messages a second, 1 to 1,000,000.</param>
        /// <param name="atOnce">Messages at once after a pause.</param>
        public TokenBucket(int perSecond, int atOnce)
        {
            _perToken = 1000000L / perSecond;
            _most = atOnce * _perToken;
            _level = _most;
        }

        /// <summary>Whether one more may be looked at now.</summary>
        public bool TryTake(long nowMicroseconds)
        {
            var passed = nowMicroseconds - _last;
            _last = nowMicroseconds;
            _level = passed > _most - _level ? _most : _level + passed;
            if (_level < _perToken)
            {
                return false;
            }

            _level -= _perToken;
            return true;
        }
    }
}
