using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// One question to a service: sealed, sent, sent again with the same id until the answer is here, and the answer
    /// checked. Only an authentic reply to what was sent under the open id counts.
    /// </summary>
    public sealed class Exchange
    {
        /// <summary>Body of the accepted reply, or null while there is none.</summary>
        public byte[] Reply;

        /// <summary>Id of the open or last question.</summary>
        public ulong RequestId;

        /// <summary>From the first copy sent to the reply found, microseconds; valid when <see cref="Poll"/> says Here.</summary>
        public long RoundTripMicroseconds;

        /// <summary>Replies dropped so far: not authentic, not asked for, malformed.</summary>
        public int Dropped;

        /// <summary>Id in the last of them, as far as it had one; it may be forged.</summary>
        public ulong LastDropped;

        /// <summary>Whether nothing came back to the last questions in time, though the link was up.</summary>
        public bool IsSilent
        {
            get { return _unanswered >= SilentQuestions; }
        }

        // Each is sent several times: two in a row are no accident.
        const int SilentQuestions = 2;
        readonly ILink _link;
        readonly ICipher _cipher;
        readonly IClock _clock;
        readonly CheckedTime _time;
        readonly int _resendMilliseconds;
        readonly Envelope _envelope;
        readonly DeviceKey _key;
        readonly Channel _requestChannel;
        readonly Channel _replyChannel;
        readonly MessageType _requestType;
        readonly MessageType _replyType;
        readonly SendingSession _session = new SendingSession();
        readonly byte[] _random = new byte[8];
        byte[] _body;
        uint _firstSequence;
        long _firstSent;
        long _lastSent;
        long _resendAfter;
        int _unanswered;
        bool _open;
        bool _isOffered;

        /// <summary>Whether a question is open.</summary>
        public bool IsOpen
        {
            get { return _open; }
        }

        /// <summary>Creates one for a pair of channels.</summary>
        public Exchange(LaneParts parts, LaneSettings settings, DeviceKey key, Channel requestChannel,
            Channel replyChannel, MessageType requestType, MessageType replyType)
        {
            _link = parts.Link;
            _cipher = parts.Cipher;
            _clock = parts.Clock;
            _time = parts.Time;
            _resendMilliseconds = settings.ResendMilliseconds;
            _envelope = new Envelope(parts.Cipher);
            _key = key;
            _requestChannel = requestChannel;
            _replyChannel = replyChannel;
            _requestType = requestType;
            _replyType = replyType;
        }

        /// <summary>Asks, and charges the sealing; false when the link takes nothing. The body is used until Close.</summary>
        public bool Ask(byte[] body, LatencyLedger ledger)
        {
            var start = _clock.NowMicroseconds();
            _cipher.FillRandom(_random);
            RequestId = Bytes.GetUInt64(_random, 0);
            _body = body;
            _open = true;
            Reply = null;
            _resendAfter = _resendMilliseconds * 1000L;
            _firstSequence = 0;
            var sent = Send(start, ledger.RemainingMilliseconds(start));
            _firstSent = _clock.NowMicroseconds();
            ledger.Charge(Stage.Seal, _firstSent - start);
            return sent;
        }

        /// <summary>
        /// Looks for the answer; sends again when it is time, or at once in a session that was offered: the same id, the next number
        /// and what is left of the budget.
        /// </summary>
        public Answer Poll(LatencyLedger ledger)
        {
            var now = _clock.NowMicroseconds();
            RoundTripMicroseconds = now - _firstSent;
            if (ledger.IsExhausted(now))
            {
                _unanswered += _link.IsConnected() ? 1 : 0;
                ledger.Charge(Stage.Network, RoundTripMicroseconds);
                return Answer.OutOfTime;
            }

            if (Reply != null)
            {
                return Answer.Here;
            }

            if (_isOffered)
            {
                _isOffered = false;
                Send(now, ledger.RemainingMilliseconds(now));
            }
            else if (now - _lastSent >= _resendAfter)
            {
                // What is late because there is too much of it is not sped up by more of it.
                _resendAfter *= 2;
                Send(now, ledger.RemainingMilliseconds(now));
            }

            return Answer.Waiting;
        }

        /// <summary>Takes a received message if it is the answer; everything else is dropped.</summary>
        public void Offer(InboundMessage message)
        {
            if (message.Channel != _replyChannel)
            {
                return;
            }

            var isEnvelope = _envelope.Peek(message.Payload) == EnvelopeStatus.Ok;
            if (!_open || Reply != null || !isEnvelope || !IsEcho() || _envelope.Open(_key, message.Payload) != EnvelopeStatus.Ok
                || !Take())
            {
                Dropped++;
                LastDropped = isEnvelope ? _envelope.RequestId : 0;
            }
        }

        /// <summary>Whether it repeats what was sent of the open question in the session that this sender is in.</summary>
        bool IsEcho()
        {
            return _envelope.RequestId == RequestId && (_envelope.Type == _replyType || _envelope.Type == MessageType.SessionOffer)
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
            _unanswered = 0;
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
            if (_time != null)
            {
                _time.Hear(_session.UnixMilliseconds);
            }

            return true;
        }

        /// <summary>Ends the exchange and wipes question and answer; a later reply is dropped.</summary>
        public void Close()
        {
            _open = false;
            _isOffered = false;
            Wipe(_body);
            Wipe(Reply);
            Reply = null;
        }

        bool Send(long nowMicroseconds, int remainingMilliseconds)
        {
            _envelope.Type = _requestType;
            _envelope.RequestId = RequestId;
            _session.Number(_envelope);
            _firstSequence = _firstSequence == 0 ? _envelope.Sequence : _firstSequence;
            _envelope.RemainingMilliseconds = remainingMilliseconds;
            _lastSent = nowMicroseconds;
            return _link.Publish(_requestChannel, _envelope.Seal(_key, _body), false);
        }

        static void Wipe(byte[] bytes)
        {
            if (bytes != null)
            {
                System.Array.Clear(bytes, 0, bytes.Length);
            }
        }
    }
}
