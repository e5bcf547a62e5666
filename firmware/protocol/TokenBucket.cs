namespace Pedestal.Protocol
{
    /// <summary>
    /// Limits the messages of a sender that are handled: a number at once, and a number per second in the long run. For one
    /// thread at a time.
    /// </summary>
    public sealed class TokenBucket
    {
        readonly long _perToken;
        readonly long _most;
        long _level;
        long _last;

        /// <summary>Starts full.</summary>
        /// <param name="perSecond">Messages a second, 1 to 1,000,000.</param>
        /// <param name="atOnce">Messages at once after a pause.</param>
        public TokenBucket(int perSecond, int atOnce)
        {
            _perToken = 1000000L / perSecond;
            _most = atOnce * _perToken;
            _level = _most;
        }

        /// <summary>Takes a token for a message; false if there is none, so that the message must be dropped.</summary>
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
