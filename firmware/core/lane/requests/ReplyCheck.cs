using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>
    /// Finds the reply to the open request among the received messages. Only an authentic reply to the open id, in the present
    /// session, is accepted; everything else is dropped and counted.
    /// </summary>
    sealed class ReplyCheck
    {
        readonly ServiceEnd _service;
        readonly SendingSession _session;
        readonly CheckedTime _time;
        readonly Envelope _envelope;
        ulong _requestId;
        uint _firstSequence;
        bool _isOpen;
        bool _isOffered;

        /// <summary>
        /// Checks a service's replies in a session; the time of day learns the service's time, and may be null.
        /// </summary>
        internal ReplyCheck(ICipher cipher, ServiceEnd service, SendingSession session, CheckedTime time)
        {
            _service = service;
            _session = session;
            _time = time;
            _envelope = new Envelope(cipher);
        }

        /// <summary>Body of the accepted reply; null while there is none.</summary>
        internal byte[] Reply { get; private set; }

        /// <summary>Messages dropped so far: not authentic, not requested, or malformed.</summary>
        internal int Dropped { get; private set; }

        /// <summary>Id in the last dropped message, if it had one; it may be forged.</summary>
        internal ulong LastDropped { get; private set; }

        /// <summary>Opens a request with an id; an earlier request is closed.</summary>
        internal void Open(ulong requestId)
        {
            _requestId = requestId;
            _firstSequence = 0;
            _isOpen = true;
            _isOffered = false;
            Reply = null;
        }

        /// <summary>Records the number with which the open request was sent.</summary>
        internal void Sent(uint sequence)
        {
            _firstSequence = _firstSequence == 0 ? sequence : _firstSequence;
        }

        /// <summary>Whether a session was offered instead of a reply since the last call.</summary>
        internal bool TakeOffered()
        {
            var isOffered = _isOffered;
            _isOffered = false;
            return isOffered;
        }

        /// <summary>Accepts a received message if it is the reply.</summary>
        internal void Offer(byte[] message)
        {
            var isEnvelope = _envelope.Peek(message) == EnvelopeStatus.Ok;
            if (!_isOpen || Reply != null || !isEnvelope || !IsEcho()
                || _envelope.Open(_service.Key, message) != EnvelopeStatus.Ok || !Take())
            {
                Dropped++;
                LastDropped = isEnvelope ? _envelope.RequestId : 0;
            }
        }

        /// <summary>Closes the request and wipes the reply.</summary>
        internal void Close()
        {
            _isOpen = false;
            _isOffered = false;
            if (Reply != null)
            {
                System.Array.Clear(Reply, 0, Reply.Length);
                Reply = null;
            }
        }

        /// <summary>Whether the message matches what was sent for the open request in the present session.</summary>
        bool IsEcho()
        {
            return _envelope.RequestId == _requestId
                && (_envelope.Type == _service.ReplyType || _envelope.Type == MessageType.SessionOffer)
                && _envelope.Session == _session.Id && _envelope.Sequence >= _firstSequence
                && _envelope.Sequence <= _session.Sequence;
        }

        bool Take()
        {
            if (_envelope.Type == MessageType.SessionOffer)
            {
                return TakeOffer();
            }

            Reply = _envelope.Body;
            return true;
        }

        bool TakeOffer()
        {
            if (!_session.Take(_envelope))
            {
                return false;
            }

            _isOffered = true;
            _firstSequence = 1;
            _time?.Hear(_session.UnixMilliseconds);

            return true;
        }
    }
}
