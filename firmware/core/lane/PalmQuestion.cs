using Pedestal.Protocol;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>The question "who is this palm", or "keep this sample": look, seal, send, wait.</summary>
    public sealed class PalmQuestion
    {
        /// <summary>The answer, valid when <see cref="Poll"/> says it is here.</summary>
        public readonly MatchReply Reply = new MatchReply();

        /// <summary>Whether the last authentic reply did not say that the pedestal's key has no role for this.</summary>
        public bool IsPermitted = true;

        /// <summary>The last look.</summary>
        public readonly PalmLook Look;

        readonly PalmBurst _burst;
        readonly Exchange _exchange;
        readonly MatchRequest _request = new MatchRequest();
        readonly byte[] _body = new byte[MatchRequest.Length];

        /// <summary>Creates one.</summary>
        public PalmQuestion(LaneParts parts, LaneSettings settings)
        {
            _burst = new PalmBurst(parts, settings);
            Look = _burst.Look;
            _exchange = new Exchange(parts, settings, settings.MatchKey, Channel.MatchRequest,
                Channel.MatchReply, MessageType.MatchRequest, MessageType.MatchReply);
        }

        /// <summary>Whether matcher answers; false after two questions in a row without an authentic reply in time.</summary>
        public bool IsAnswered
        {
            get { return !_exchange.IsSilent; }
        }

        /// <summary>Replies dropped so far: late, repeated, to other questions or forged.</summary>
        public int Dropped
        {
            get { return _exchange.Dropped; }
        }

        /// <summary>Id in the last reply dropped; it may be forged.</summary>
        public ulong LastDropped
        {
            get { return _exchange.LastDropped; }
        }

        /// <summary>Id of the last question.</summary>
        public ulong RequestId
        {
            get { return _exchange.RequestId; }
        }

        /// <summary>Captures and extracts; true when there is a template to ask about.</summary>
        public bool TakeLook(LatencyLedger ledger)
        {
            return _burst.Take(_request.Template, ledger);
        }

        /// <summary>Asks about the template of the last look; false when the link takes nothing.</summary>
        public bool Ask(IPalmPurpose purpose, LatencyLedger ledger)
        {
            _request.Purpose = MatchPurpose.Enter;
            _request.Side = PalmSide.Unknown;
            _request.Sample = 0;
            _request.SampleCount = 0;
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            purpose.Describe(_request);
            _request.Write(_body);
            System.Array.Clear(_request.Template, 0, _request.Template.Length);
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            return _exchange.Ask(_body, ledger);
        }

        /// <summary>Takes a received message if it is the answer.</summary>
        public void Offer(InboundMessage message)
        {
            _exchange.Offer(message);
        }

        /// <summary>Looks for the answer, and charges the round trip once it is here.</summary>
        public Answer Poll(LatencyLedger ledger)
        {
            var answer = _exchange.Poll(ledger);
            if (answer != Answer.Here)
            {
                return answer;
            }

            if (!Reply.Read(_exchange.Reply))
            {
                ledger.Charge(Stage.Network, _exchange.RoundTripMicroseconds);
                return Answer.Unfit;
            }

            IsPermitted = Reply.Decision != Decision.WrongRole;
            ledger.Charge(Stage.Match, Reply.MatchMicroseconds);
            ledger.Charge(Stage.Ticket, Reply.TicketMicroseconds);
            ledger.Charge(Stage.Network,
                _exchange.RoundTripMicroseconds - Reply.MatchMicroseconds - Reply.TicketMicroseconds);
            return Answer.Here;
        }

        /// <summary>Ends the question and wipes it.</summary>
        public void Close()
        {
            _exchange.Close();
        }
    }
}
