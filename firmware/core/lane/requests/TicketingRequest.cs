using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>
    /// Requests to ticketing about a scanned code, a link code, a passage or this lane's offline admissions; PROTOCOL.md describes the
    /// bodies.
    /// </summary>
    public sealed class TicketingRequest : ServiceRequest
    {
        /// <summary>A code that no ticket has.</summary>
        const string ProbeCode = "*self test*";

        readonly TicketRequest _request = new TicketRequest();
        readonly TicketReply _reply = new TicketReply();

        /// <summary>Creates it without an open request.</summary>
        public TicketingRequest(LaneParts parts, LaneSettings settings)
            : base(parts, settings, ServiceEnd.Ticketing(settings), TicketRequest.Length)
        {
        }

        /// <summary>The link code in the reply; zeros if there is none.</summary>
        public byte[] Link
        {
            get { return _reply.Link; }
        }

        /// <summary>Sends a scanned code; false if the link cannot send.</summary>
        public bool Send(IRequestPurpose purpose, ScannedCode code, LatencyLedger ledger)
        {
            code.CopyTo(_request);
            return SendRequest(purpose, ledger);
        }

        /// <summary>
        /// Sends a link code to poll whether the account has confirmed the enrolment; false if the link cannot send.
        /// </summary>
        public bool SendLinkCheck(byte[] link, LatencyLedger ledger)
        {
            System.Array.Copy(link, 0, _request.Link, 0, link.Length);
            _request.CodeLength = 0;
            return SendRequest(TicketPurpose.CheckLink, ledger);
        }

        /// <summary>
        /// Sends a code that no ticket has: any authentic reply shows that network, broker, keys and ticketing work together,
        /// and "unknown ticket" shows that the ticket store replies too.
        /// </summary>
        public override bool SendProbe(IRequestPurpose purpose, LatencyLedger ledger)
        {
            for (var i = 0; i < ProbeCode.Length; i++)
            {
                _request.Code[i] = (byte)ProbeCode[i];
            }

            _request.CodeLength = ProbeCode.Length;
            return SendRequest(purpose, ledger);
        }

        /// <summary>Asks ticketing to assign this lane its tickets; false if the link cannot send.</summary>
        public bool SendOfflineOpening(OfflineSettings settings, byte[] mark, LatencyLedger ledger)
        {
            _request.Code[0] = (byte)settings.Lane;
            _request.Code[1] = (byte)settings.Lanes;
            System.Array.Copy(mark, 0, _request.Code, 2, mark.Length);
            _request.CodeLength = 2 + mark.Length;
            return SendRequest(TicketPurpose.OpenOffline, ledger);
        }

        /// <summary>Reports an offline admission to ticketing; false if the link cannot send.</summary>
        public bool SendOfflineReport(AdmissionRecord record, LatencyLedger ledger)
        {
            Bytes.PutUInt64(_request.Link, 0, record.RequestId);
            Bytes.PutUInt64(_request.Link, 8, (ulong)record.UnixSeconds);
            Bytes.PutUInt32(_request.Code, 0, (uint)record.Step);
            System.Array.Copy(record.Tag, 0, _request.Code, 4, record.Tag.Length);
            var codeAt = 4 + record.Tag.Length;
            System.Array.Copy(record.Code, 0, _request.Code, codeAt, record.Code.Length);
            _request.CodeLength = codeAt + record.Code.Length;
            return SendRequest(TicketPurpose.ReportOffline, ledger);
        }

        /// <summary>Reports a passage to ticketing; false if the link cannot send.</summary>
        public bool SendPassageReport(PassageReport report, LatencyLedger ledger)
        {
            report.Write(_request);
            return SendRequest(TicketPurpose.ReportPassage, ledger);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            base.Close();
            System.Array.Clear(_reply.Link, 0, _reply.Link.Length);
        }

        /// <inheritdoc/>
        protected override bool Read(byte[] reply)
        {
            if (!_reply.Read(reply))
            {
                return false;
            }

            Decision = _reply.Decision;
            Notes = _reply.Notes;
            TicketMicroseconds = _reply.TicketMicroseconds;
            return true;
        }

        bool SendRequest(IRequestPurpose purpose, LatencyLedger ledger)
        {
            purpose.NextTerms()?.Write(_request.Link, 0);

            return SendRequest(purpose.CodePurpose, ledger);
        }

        bool SendRequest(TicketPurpose purpose, LatencyLedger ledger)
        {
            _request.Purpose = purpose;
            _request.Write(Body);
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            System.Array.Clear(_request.Code, 0, _request.Code.Length);
            return Send(ledger);
        }
    }
}
