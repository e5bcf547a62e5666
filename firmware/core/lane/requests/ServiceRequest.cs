using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>
    /// Asks a service, one request at a time: sealed, sent, and sent again with the same id until the reply is here or the budget is
    /// gone. It only asks; what comes of the reply is for whoever asked.
    /// </summary>
    public abstract class ServiceRequest
    {
        /// <summary>Whether the last authentic reply did not say that the pedestal's key has no role for this.</summary>
        public bool IsPermitted = true;

        /// <summary>Body of the request, filled in before <see cref="Send"/> and used until <see cref="Close"/>.</summary>
        protected readonly byte[] Body;

        // Each is sent several times: two in a row are no accident.
        const int SilentRequests = 2;
        readonly ILink _link;
        readonly ICipher _cipher;
        readonly IClock _clock;
        readonly ServiceEnd _service;
        readonly int _resendMilliseconds;
        readonly Envelope _envelope;
        readonly SendingSession _session = new SendingSession();
        readonly ReplyCheck _check;
        readonly byte[] _random = new byte[8];
        long _firstSent;
        long _lastSent;
        long _resendAfter;
        int _silent;

        /// <summary>For a service whose requests have bodies of this many bytes.</summary>
        protected ServiceRequest(LaneParts parts, LaneSettings settings, ServiceEnd service, int bodyLength)
        {
            _link = parts.Link;
            _cipher = parts.Cipher;
            _clock = parts.Clock;
            _service = service;
            _resendMilliseconds = settings.ResendMilliseconds;
            _envelope = new Envelope(parts.Cipher);
            _check = new ReplyCheck(parts.Cipher, service, _session, parts.Time);
            Body = new byte[bodyLength];
        }

        /// <summary>Id of the open or last request.</summary>
        public ulong RequestId { get; private set; }

        /// <summary>Whether a request is open.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>What the service decided; valid when <see cref="Poll"/> says that it replied.</summary>
        public Decision Decision { get; protected set; }

        /// <summary>Whether the service replies; false after two requests in a row without an authentic reply in time.</summary>
        public bool IsReplying
        {
            get { return _silent < SilentRequests; }
        }

        /// <summary>Replies dropped so far: late, repeated, to other requests or forged.</summary>
        public int Dropped
        {
            get { return _check.Dropped; }
        }

        /// <summary>Id in the last reply dropped; it may be forged.</summary>
        public ulong LastDropped
        {
            get { return _check.LastDropped; }
        }

        /// <summary>What the last reply says the search took, microseconds; 0 where it does not say.</summary>
        protected long MatchMicroseconds { get; set; }

        /// <summary>What the last reply says ticketing took, microseconds.</summary>
        protected long TicketMicroseconds { get; set; }

        /// <summary>Sends what asks for a sign of life and for the role that a purpose needs; false when the link takes nothing.</summary>
        public abstract bool SendProbe(IRequestPurpose purpose, LatencyLedger ledger);

        /// <summary>Takes a received message if it is the reply.</summary>
        public void Offer(InboundMessage message)
        {
            if (message.Channel == _service.Replies)
            {
                _check.Offer(message.Payload);
            }
        }

        /// <summary>Takes the reply, and charges the round trip once it is here or the budget is gone.</summary>
        public RequestState Poll(LatencyLedger ledger)
        {
            var now = _clock.NowMicroseconds();
            var roundTrip = now - _firstSent;
            if (ledger.IsExhausted(now))
            {
                _silent = _check.Reply != null ? 0 : _silent + (_link.IsConnected() ? 1 : 0);
                ledger.Charge(Stage.Network, roundTrip);
                return RequestState.OutOfTime;
            }

            if (_check.Reply == null)
            {
                SendAgain(now, ledger);
                return RequestState.Waiting;
            }

            _silent = 0;
            if (!Read(_check.Reply))
            {
                ledger.Charge(Stage.Network, roundTrip);
                return RequestState.Unfit;
            }

            IsPermitted = Decision != Decision.WrongRole;
            ledger.Charge(Stage.Match, MatchMicroseconds);
            ledger.Charge(Stage.Ticket, TicketMicroseconds);
            ledger.Charge(Stage.Network, roundTrip - MatchMicroseconds - TicketMicroseconds);
            return RequestState.Replied;
        }

        /// <summary>Ends the request and wipes it and its reply; a later reply is dropped.</summary>
        public virtual void Close()
        {
            IsOpen = false;
            _check.Close();
            System.Array.Clear(Body, 0, Body.Length);
        }

        /// <summary>Reads the body of a reply; false if this version does not know it.</summary>
        protected abstract bool Read(byte[] reply);

        /// <summary>Sends the body under a new id, and charges the sealing; false when the link takes nothing.</summary>
        protected bool Send(LatencyLedger ledger)
        {
            var start = _clock.NowMicroseconds();
            _cipher.FillRandom(_random);
            RequestId = Bytes.GetUInt64(_random, 0);
            IsOpen = true;
            _check.Open(RequestId);
            _resendAfter = _resendMilliseconds * 1000L;
            var isSent = Publish(start, ledger.RemainingMilliseconds(start));
            _firstSent = _clock.NowMicroseconds();
            ledger.Charge(Stage.Seal, _firstSent - start);
            return isSent;
        }

        /// <summary>When it is time, or at once in a session that was offered: the same id, the next number, what is left of the budget.</summary>
        void SendAgain(long now, LatencyLedger ledger)
        {
            if (_check.TakeOffered())
            {
                Publish(now, ledger.RemainingMilliseconds(now));
            }
            else if (now - _lastSent >= _resendAfter)
            {
                // What is late because there is too much of it is not sped up by more of it.
                _resendAfter *= 2;
                Publish(now, ledger.RemainingMilliseconds(now));
            }
        }

        bool Publish(long nowMicroseconds, int remainingMilliseconds)
        {
            _envelope.Type = _service.RequestType;
            _envelope.RequestId = RequestId;
            _session.Number(_envelope);
            _check.Sent(_envelope.Sequence);
            _envelope.RemainingMilliseconds = remainingMilliseconds;
            _lastSent = nowMicroseconds;
            return _link.Publish(_service.Requests, _envelope.Seal(_service.Key, Body), false);
        }
    }
}
