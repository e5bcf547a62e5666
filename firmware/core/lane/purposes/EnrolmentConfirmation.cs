using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>Polls ticketing until the account has confirmed or refused an enrolment; the guest waits for that.</summary>
    sealed class EnrolmentConfirmation
    {
        /// <summary>Whether a poll has no reply yet.</summary>
        internal bool IsAsked;

        readonly IClock _clock;
        readonly Attempt _attempt;
        readonly TicketingRequest _ticketing;
        readonly EnrolmentProgress _progress;

        /// <summary>Creates it without a poll.</summary>
        internal EnrolmentConfirmation(LaneParts parts, Attempt attempt, TicketingRequest ticketing, EnrolmentProgress progress)
        {
            _clock = parts.Clock;
            _attempt = attempt;
            _ticketing = ticketing;
            _progress = progress;
        }

        /// <summary>Polls if it is time to; true if that used up the turn.</summary>
        internal bool Ask()
        {
            var now = _clock.NowMicroseconds();
            if (!_progress.IsTimeToAsk(now))
            {
                return false;
            }

            _attempt.Begin(now);
            IsAsked = _ticketing.SendLinkCheck(_progress.Link, _attempt.Ledger);
            _attempt.RequestId = _ticketing.RequestId;
            if (IsAsked)
            {
                _attempt.Display.Enter(LaneState.CheckingTicket, _progress.Instruction());
            }
            else
            {
                _attempt.WaitOn(_progress.Instruction());
            }

            return true;
        }

        /// <summary>
        /// Acts on ticketing's decision, None for no reply; false if the account has refused, which ends the enrolment.
        /// </summary>
        internal bool Follow(Decision decision)
        {
            IsAsked = false;
            switch (decision)
            {
                case Decision.EnrolmentOpened:
                    _progress.Confirm(_clock.NowMicroseconds());
                    _attempt.Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, _progress.Instruction());
                    return true;
                case Decision.None:
                case Decision.ConfirmationAwaited:
                case Decision.Unavailable:
                case Decision.TooLate:
                    _attempt.WaitOn(_progress.Instruction());
                    return true;
                default:
                    return false;
            }
        }
    }
}
