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
        readonly LaneSettings _settings;
        readonly IQrReader _reader;
        readonly IClock _clock;
        readonly TicketRequest _request = new TicketRequest();
        readonly byte[] _body = new byte[TicketRequest.Length];
        long _sent;

        /// <summary>Creates one.</summary>
        public TicketQuestion(LaneParts parts, LaneSettings settings)
        {
            _exchange = new Exchange(parts, settings.TicketKey, settings.FirstCounter, Channel.TicketRequest,
                Channel.TicketReply, MessageType.TicketRequest, MessageType.TicketReply);
            _settings = settings;
            _reader = parts.Qr;
            _clock = parts.Clock;
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
            var start = _clock.NowMicroseconds();
            _request.Purpose = purpose;
            _request.Write(_body);
            System.Array.Clear(_request.Code, 0, _request.Code.Length);
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

            ledger.Charge(Stage.Ticket, Reply.TicketMicroseconds);
            ledger.Charge(Stage.Network, now - _sent - Reply.TicketMicroseconds);
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
