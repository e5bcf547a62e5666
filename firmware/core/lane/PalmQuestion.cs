using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>The question "who is this palm", or "keep this sample": look, seal, send, wait.</summary>
    public sealed class PalmQuestion
    {
        /// <summary>The answer, valid when <see cref="Poll"/> says it is here.</summary>
        public readonly MatchReply Reply = new MatchReply();

        /// <summary>The last look.</summary>
        public readonly PalmLook Look;

        readonly Exchange _exchange;
        readonly LaneSettings _settings;
        readonly IClock _clock;
        readonly MatchRequest _request = new MatchRequest();
        readonly byte[] _body = new byte[MatchRequest.Length];
        long _sent;

        /// <summary>Creates one.</summary>
        public PalmQuestion(LaneParts parts, LaneSettings settings)
        {
            Look = new PalmLook(parts);
            _exchange = new Exchange(parts, settings.MatchKey, settings.FirstCounter, Channel.MatchRequest,
                Channel.MatchReply, MessageType.MatchRequest, MessageType.MatchReply);
            _settings = settings;
            _clock = parts.Clock;
        }

        /// <summary>Id of the last question.</summary>
        public ulong RequestId
        {
            get { return _exchange.RequestId; }
        }

        /// <summary>Captures and extracts; true when there is a template to ask about.</summary>
        public bool TakeLook(LatencyLedger ledger)
        {
            return Look.Take(_request.Template, ledger);
        }

        /// <summary>Asks about the template of the last look; false when the link takes nothing.</summary>
        public bool Ask(Enrolment enrolment, LatencyLedger ledger)
        {
            var start = _clock.NowMicroseconds();
            _request.Purpose = MatchPurpose.Enter;
            _request.Side = PalmSide.Unknown;
            _request.Sample = 0;
            _request.SampleCount = 0;
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            if (enrolment.IsOpen)
            {
                enrolment.Describe(_request);
            }

            _request.Write(_body);
            System.Array.Clear(_request.Template, 0, _request.Template.Length);
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            var sent = _exchange.Begin(_body, start, ledger.RemainingMilliseconds(start));
            _sent = _clock.NowMicroseconds();
            ledger.Charge(Stage.Seal, _sent - start);
            return sent;
        }

        /// <summary>Takes a received message if it is the answer.</summary>
        public void Offer(InboundMessage message)
        {
            _exchange.Offer(message);
        }

        /// <summary>Looks for the answer, asks again when it is time, and charges the round trip once it is here.</summary>
        public Answer Poll(LatencyLedger ledger)
        {
            var now = _clock.NowMicroseconds();
            if (ledger.IsExhausted(now))
            {
                ledger.Charge(Stage.Network, now - _sent);
                return Answer.OutOfTime;
            }

            if (_exchange.Reply == null)
            {
                _exchange.Resend(now, ledger.RemainingMilliseconds(now), _settings.ResendMilliseconds);
                return Answer.Waiting;
            }

            if (!Reply.Read(_exchange.Reply))
            {
                ledger.Charge(Stage.Network, now - _sent);
                return Answer.Unfit;
            }

            ledger.Charge(Stage.Match, Reply.MatchMicroseconds);
            ledger.Charge(Stage.Ticket, Reply.TicketMicroseconds);
            ledger.Charge(Stage.Network, now - _sent - Reply.MatchMicroseconds - Reply.TicketMicroseconds);
            return Answer.Here;
        }

        /// <summary>Ends the question and wipes it.</summary>
        public void Close()
        {
            _exchange.Close();
        }
    }
}
