using Pedestal.Protocol;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>The question "does this code open the gate" or "may it enrol": read, seal, send, wait.</summary>
    public sealed class TicketQuestion
    {
        /// <summary>The answer, valid when <see cref="Poll"/> says it is here.</summary>
        public readonly TicketReply Reply = new TicketReply();

        /// <summary>Whether the last authentic reply did not say that the pedestal's key has no role for this.</summary>
        public bool IsPermitted = true;

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

        /// <summary>Whether a question is open.</summary>
        public bool IsOpen
        {
            get { return _exchange.IsOpen; }
        }

        /// <summary>Whether ticketing answers; false after two questions in a row without an authentic reply in time.</summary>
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

        /// <summary>Reads a scanned code, as <see cref="IQrReader.TryRead"/>: its length, 0, or why not.</summary>
        public int ReadCode()
        {
            var length = _reader.TryRead(_request.Code);
            _request.CodeLength = length > 0 ? length : 0;
            return length;
        }

        /// <summary>Forgets the code read.</summary>
        public void Forget()
        {
            System.Array.Clear(_request.Code, 0, _request.Code.Length);
            _request.CodeLength = 0;
        }

        /// <summary>Whether the code read is the one admitted just before; it is forgotten then.</summary>
        public bool IsRepeated(JustAdmitted before)
        {
            var isRepeated = before.Is(_request.Code, _request.CodeLength);
            if (isRepeated)
            {
                Forget();
            }

            return isRepeated;
        }

        /// <summary>Has the code of the open question remembered as the one admitted.</summary>
        public void Remember(JustAdmitted admitted)
        {
            admitted.Remember(_body, 2 + MatchRequest.LinkLength, _body[1], RequestId);
        }

        /// <summary>Asks about the code read; false when the link takes nothing.</summary>
        public bool Ask(TicketPurpose purpose, LatencyLedger ledger)
        {
            _request.Purpose = purpose;
            _request.Write(_body);
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            System.Array.Clear(_request.Code, 0, _request.Code.Length);
            return _exchange.Ask(_body, ledger);
        }

        /// <summary>Asks whether the account has confirmed an enrolment; false when the link takes nothing.</summary>
        public bool AskAbout(Enrolment enrolment, LatencyLedger ledger)
        {
            Forget();
            enrolment.Describe(_request);
            return Ask(TicketPurpose.CheckLink, ledger);
        }

        /// <summary>Asks about a code that nobody has, for a sign of life and for the role that the purpose needs.</summary>
        public bool AskProbe(TicketPurpose purpose, LatencyLedger ledger)
        {
            const string Code = "*self test*";
            for (var i = 0; i < Code.Length; i++)
            {
                _request.Code[i] = (byte)Code[i];
            }

            _request.CodeLength = Code.Length;
            return Ask(purpose, ledger);
        }

        /// <summary>Asks ticketing to hand this lane its tickets; see PROTOCOL.md.</summary>
        public bool OpenOffline(OfflineSettings settings, byte[] mark, LatencyLedger ledger)
        {
            _request.Code[0] = (byte)settings.Lane;
            _request.Code[1] = (byte)settings.Lanes;
            System.Array.Copy(mark, 0, _request.Code, 2, mark.Length);
            _request.CodeLength = 2 + mark.Length;
            return Ask(TicketPurpose.OpenOffline, ledger);
        }

        /// <summary>Tells ticketing of an offline admission; see PROTOCOL.md.</summary>
        public bool ReportOffline(AdmissionRecord record, LatencyLedger ledger)
        {
            Bytes.PutUInt64(_request.Link, 0, record.RequestId);
            Bytes.PutUInt64(_request.Link, 8, (ulong)record.UnixSeconds);
            Bytes.PutUInt32(_request.Code, 0, (uint)record.Step);
            System.Array.Copy(record.Tag, 0, _request.Code, 4, record.Tag.Length);
            var codeAt = 4 + record.Tag.Length;
            System.Array.Copy(record.Code, 0, _request.Code, codeAt, record.Code.Length);
            _request.CodeLength = codeAt + record.Code.Length;
            return Ask(TicketPurpose.ReportOffline, ledger);
        }

        /// <summary>Whether the ticket whose code was read last was admitted here before.</summary>
        public bool IsUsed(OfflineAdmission offline)
        {
            var isUsed = offline.IsUsed(_request.Code, _request.CodeLength);
            if (isUsed)
            {
                System.Array.Clear(_request.Code, 0, _request.Code.Length);
            }

            return isUsed;
        }

        /// <summary>Decides about the code of the open question without ticketing.</summary>
        public OfflineVerdict Decide(OfflineAdmission offline)
        {
            return offline.Decide(Scanned(), _body[1], RequestId);
        }

        /// <summary>Writes down that ticketing admitted the code of the open question.</summary>
        public void Note(OfflineAdmission offline)
        {
            var scanned = Scanned();
            offline.Note(scanned, _body[1], RequestId);
            System.Array.Clear(scanned, 0, scanned.Length);
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
            ledger.Charge(Stage.Ticket, Reply.TicketMicroseconds);
            ledger.Charge(Stage.Network, _exchange.RoundTripMicroseconds - Reply.TicketMicroseconds);
            return Answer.Here;
        }

        byte[] Scanned()
        {
            var scanned = new byte[_body[1]];
            System.Array.Copy(_body, 2 + MatchRequest.LinkLength, scanned, 0, scanned.Length);
            return scanned;
        }

        /// <summary>Ends the question and wipes it.</summary>
        public void Close()
        {
            _exchange.Close();
            System.Array.Clear(Reply.Link, 0, Reply.Link.Length);
        }
    }
}
