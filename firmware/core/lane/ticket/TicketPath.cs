using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Purposes;
using Pedestal.Core.Lane.Requests;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Ticket
{
    /// <summary>Handles a scanned code: reads it, and sends a request unless it can be decided at once.</summary>
    public sealed class TicketPath
    {
        /// <summary>Whether the code reader replies.</summary>
        public bool ReaderWorks = true;

        readonly IClock _clock;
        readonly IQrReader _reader;
        readonly TicketingRequest _request;
        readonly Attempt _attempt;
        readonly Purpose _purpose;
        readonly JustAdmitted _admitted;

        /// <summary>Handles codes for a purpose.</summary>
        public TicketPath(LaneParts parts, TicketingRequest request, Attempt attempt, Purpose purpose, JustAdmitted admitted)
        {
            _clock = parts.Clock;
            _reader = parts.Qr;
            _request = request;
            _attempt = attempt;
            _purpose = purpose;
            _admitted = admitted;
        }

        /// <summary>Reads a code if one was scanned, and has it decided; false if there was none.</summary>
        public bool TakeCode()
        {
            var length = Read();
            if (length == 0 || length == QrRead.Failed)
            {
                return false;
            }

            if (_admitted.Is(_attempt.Code))
            {
                _attempt.Code.Forget();
                return _purpose.RepeatCode();
            }

            _admitted.Forget();
            _attempt.Begin(_clock.NowMicroseconds());
            if (length == QrRead.TooLong)
            {
                _attempt.Finish(EntryWay.Ticket, Decision.None, OutcomeReason.CodeTooLong, LaneState.Denied, Indication.NoTicket);
            }
            else if (!_purpose.DecideCode())
            {
                Ask();
            }

            return true;
        }

        /// <summary>Reads and drops a code, if one was scanned.</summary>
        public void Discard()
        {
            Read();
            _attempt.Code.Forget();
        }

        /// <summary>Acts on ticketing's reply when it is here, or on the end of the budget.</summary>
        public void Await()
        {
            var state = _request.Poll(_attempt.Ledger);
            _purpose.FollowTicketing(state, _request.Decision);
        }

        int Read()
        {
            var length = _attempt.Code.Read(_reader);
            ReaderWorks = length != QrRead.Failed;
            return length;
        }

        void Ask()
        {
            var isSent = _request.Send(_purpose, _attempt.Code, _attempt.Ledger);
            _attempt.Ask(_request.RequestId, isSent);
            if (isSent)
            {
                _attempt.Display.Enter(LaneState.CheckingTicket, Indication.Working);
            }
            else
            {
                _purpose.GiveUpCode(OutcomeReason.LinkDown);
            }
        }
    }
}
