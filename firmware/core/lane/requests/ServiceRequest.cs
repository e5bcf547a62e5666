using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>
    /// Sends requests to a service, one at a time: sealed, sent, and resent with the same id until the reply arrives or the
    /// budget is used up. It only sends and receives; acting on the reply is left to the caller.
    /// </summary>
    public abstract class ServiceRequest
    {
        /// <summary>False if the last authentic reply said that the pedestal's key has no role for this.</summary>
        public bool IsPermitted = true;

        /// <summary>Body of the request, filled in before <see cref="Send"/> and used until <see cref="Close"/>.</summary>
        protected readonly byte[] Body;

        // Each request is sent several times, so two without a reply in a row are no accident.
        const int SilentRequests = 2;
        readonly ILink _link;
        readonly ICipher _cipher;
        readonly IClock _clock;
        readonly ServiceEnd _service;
        readonly int _resendMilliseconds;
        readonly long _budgetMicroseconds;
        readonly Envelope _envelope;
        readonly SendingSession _session = new SendingSession();
        readonly ReplyCheck _check;
        readonly byte[] _random = new byte[8];
        long _firstSent;
        long _lastSent;
        long _resendAfter;
        int _silent;

        /// <summary>Creates it for a service whose requests have bodies of this length.</summary>
        protected ServiceRequest(LaneParts parts, LaneSettings settings, ServiceEnd service, int bodyLength)
        {
            _link = parts.Link;
            _cipher = parts.Cipher;
            _clock = parts.Clock;
            _service = service;
            _resendMilliseconds = settings.ResendMilliseconds;
            _budgetMicroseconds = settings.BudgetMilliseconds * 1000L;
            _envelope = new Envelope(parts.Cipher);
            _check = new ReplyCheck(parts.Cipher, service, _session, parts.Time);
            Body = new byte[bodyLength];
        }

        /// <summary>Id of the open request, or of the last one.</summary>
        public ulong RequestId { get; private set; }

        /// <summary>Whether a request is open.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>The service's decision; valid when <see cref="Poll"/> reports a reply.</summary>
        public Decision Decision { get; protected set; }

        /// <summary>The <see cref="AdmissionNotes"/> of the same reply.</summary>
        public byte Notes { get; protected set; }

        /// <summary>
        /// Whether the service replies; false after two requests in a row without an authentic reply in time.
        /// </summary>
        public bool IsReplying
        {
            get { return _silent < SilentRequests; }
        }

        /// <summary>Replies dropped so far: late, repeated, for other requests, or forged.</summary>
        public int Dropped
        {
            get { return _check.Dropped; }
        }

        /// <summary>Id in the last dropped reply; it may be forged.</summary>
        public ulong LastDropped
        {
            get { return _check.LastDropped; }
        }

        /// <summary>Duration of the search according to the last reply, in microseconds; 0 if it does not say.</summary>
        protected long MatchMicroseconds { get; set; }

        /// <summary>Duration of ticketing according to the last reply, in microseconds.</summary>
        protected long TicketMicroseconds { get; set; }

        /// <summary>Sends a request that tests the service and the role for a purpose; false if the link cannot send.</summary>
        public abstract bool SendProbe(IRequestPurpose purpose, LatencyLedger ledger);

        /// <summary>Accepts a received message if it is the reply.</summary>
        public void Offer(InboundMessage message)
        {
            if (message.Channel == _service.Replies)
            {
                _check.Offer(message.Payload);
            }
        }

        /// <summary>Polls for the reply, and charges the round trip when it has arrived or the budget is used up.</summary>
        public RequestState Poll(LatencyLedger ledger)
        {
            var now = _clock.NowMicroseconds();
            var roundTrip = now - _firstSent;
            if (ledger.IsExhausted(now))
            {
                _silent = _check.Reply != null ? 0 : _silent + (_link.IsConnected() ? 1 : 0);
                if (!IsReplying)
                {
                    _link.Brokers.Suspect();
                }

                ledger.Charge(Stage.Network, roundTrip);
                return RequestState.OutOfTime;
            }

            if (_check.Reply == null)
            {
                SendAgain(now, ledger);
                return RequestState.Waiting;
            }

            // A reply for which no guest would have waited does not show that guests get theirs.
            _silent = roundTrip < _budgetMicroseconds ? 0 : _silent;
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

        /// <summary>Reads a reply's body; false if this version cannot read it.</summary>
        protected abstract bool Read(byte[] reply);

        /// <summary>Sends the body with a new id, and charges the sealing; false if the link cannot send.</summary>
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

        /// <summary>
        /// Resends when due, or at once in an offered session: the same id, the next number, and the rest of the budget.
        /// </summary>
        void SendAgain(long now, LatencyLedger ledger)
        {
            if (_check.TakeOffered())
            {
                Publish(now, ledger.RemainingMilliseconds(now));
            }
            else if (now - _lastSent >= _resendAfter)
            {
                // Resending faster would only add to an overload.
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
