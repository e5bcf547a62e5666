namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A queue of received messages. A full queue drops the oldest, since a late message is useless. Thread-safe.
    /// </summary>
    public sealed class InboundQueue
    {
        readonly InboundMessage[] _messages;
        readonly object _lock = new object();
        int _first;
        int _count;

        /// <summary>An empty queue for so many messages.</summary>
        public InboundQueue(int length)
        {
            _messages = new InboundMessage[length];
        }

        /// <summary>Adds a message.</summary>
        public void Put(InboundMessage message)
        {
            lock (_lock)
            {
                if (_count == _messages.Length)
                {
                    _first = (_first + 1) % _messages.Length;
                    _count--;
                }

                _messages[(_first + _count) % _messages.Length] = message;
                _count++;
            }
        }

        /// <summary>Takes the oldest message; null when there is none.</summary>
        public InboundMessage Take()
        {
            lock (_lock)
            {
                if (_count == 0)
                {
                    return null;
                }

                var message = _messages[_first];
                _messages[_first] = null;
                _first = (_first + 1) % _messages.Length;
                _count--;
                return message;
            }
        }
    }
}
