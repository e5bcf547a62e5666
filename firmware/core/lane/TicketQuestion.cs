using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>The question "does this code open the gate" or "may it enrol": read, seal, send, wait.</summary>
    public sealed class TicketQuestion
    {
        /// <summary>The answer, valid when <see cref="Poll"/> says it is here.</summary>
        public readonly TicketReply Reply = new TicketReply();

        readonly Exchange _exchange;
        readonly IQrReader _reader;
        readonly TicketRequest _request = new TicketRequest();
        readonly byte[] _body = new byte[TicketRequest.Length];

        /// <summary>Creates one.</summary>
        public TicketQuestion(LaneParts parts, LaneSettings settings)
        {
            _exchange = new Exchange(parts, settings, settings.TicketKey, Channel.TicketRequest,
                Channel.TicketReply, MessageType.TicketRequest, MessageType.TicketReply);
            _reader = parts.Qr;
        }

        /// <summary>Id of the last question.</summary>
        public ulong RequestId
        {
            get { return _exchange.RequestId; }
        }

        /// <summary>Reads a scanned code, as <see cref="IQrReader.TryRead"/>: its length, 0, or why not.</summary>
        public int ReadCode()
        {
            var length = _reader.TryRead(_request.Code);
            _request.CodeLength = length > 0 ? length : 0;
            return length;
        }

        /// <summary>Asks about the code read; false when the link takes nothing.</summary>
        public bool Ask(TicketPurpose purpose, LatencyLedger ledger)
        {
            _request.Purpose = purpose;
            _request.Write(_body);
            System.Array.Clear(_request.Code, 0, _request.Code.Length);
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

            ledger.Charge(Stage.Ticket, Reply.TicketMicroseconds);
            ledger.Charge(Stage.Network, _exchange.RoundTripMicroseconds - Reply.TicketMicroseconds);
            return Answer.Here;
        }

        /// <summary>Ends the question and wipes it.</summary>
        public void Close()
        {
            _exchange.Close();
            System.Array.Clear(Reply.Link, 0, Reply.Link.Length);
        }
    }
}
