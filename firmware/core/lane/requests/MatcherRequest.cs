using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>Requests to the matcher: to identify a palm, or to keep it as a sample.</summary>
    public sealed class MatcherRequest : ServiceRequest
    {
        readonly MatchRequest _request = new MatchRequest();
        readonly MatchReply _reply = new MatchReply();

        /// <summary>Creates it without an open request.</summary>
        public MatcherRequest(LaneParts parts, LaneSettings settings)
            : base(parts, settings, ServiceEnd.Matcher(settings), MatchRequest.Length)
        {
        }

        /// <summary>Sends a template for a purpose, and wipes it; false if the link cannot send.</summary>
        public bool Send(IRequestPurpose purpose, byte[] template, LatencyLedger ledger)
        {
            Begin();
            purpose.Describe(_request);
            System.Array.Copy(template, 0, _request.Template, 0, template.Length);
            System.Array.Clear(template, 0, template.Length);
            return SendRequest(ledger);
        }

        /// <summary>Sends a request that needs no palm; false if the link cannot send.</summary>
        public bool SendWithoutPalm(IRequestPurpose purpose, LatencyLedger ledger)
        {
            Begin();
            purpose.Describe(_request);
            return SendRequest(ledger);
        }

        /// <summary>
        /// Sends an empty template, which the matcher refuses without a search: any authentic reply shows that network, broker,
        /// keys and matcher work together.
        /// </summary>
        public override bool SendProbe(IRequestPurpose purpose, LatencyLedger ledger)
        {
            Begin();
            purpose.DescribeFirst(_request);
            return SendRequest(ledger);
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
            MatchMicroseconds = _reply.MatchMicroseconds;
            TicketMicroseconds = _reply.TicketMicroseconds;
            return true;
        }

        void Begin()
        {
            _request.Purpose = MatchPurpose.Enter;
            _request.Side = PalmSide.Unknown;
            _request.Sample = 0;
            _request.SampleCount = 0;
        }

        bool SendRequest(LatencyLedger ledger)
        {
            _request.Write(Body);
            System.Array.Clear(_request.Template, 0, _request.Template.Length);
            System.Array.Clear(_request.Link, 0, _request.Link.Length);
            return Send(ledger);
        }
    }
}
