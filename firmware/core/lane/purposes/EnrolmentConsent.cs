using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// Asks the matcher whether palms may be captured, until it says so. It knows whether the booth has a screen, at which the guest reads
    /// and agrees meanwhile.
    /// </summary>
    sealed class EnrolmentConsent
    {
        /// <summary>Whether a question has no reply yet.</summary>
        internal bool IsAsked;

        readonly IClock _clock;
        readonly Attempt _attempt;
        readonly MatcherRequest _matcher;
        readonly EnrolmentProgress _progress;

        /// <summary>Creates it without a question.</summary>
        internal EnrolmentConsent(LaneParts parts, Attempt attempt, MatcherRequest matcher, EnrolmentProgress progress)
        {
            _clock = parts.Clock;
            _attempt = attempt;
            _matcher = matcher;
            _progress = progress;
        }

        /// <summary>Asks for an enrolment if it is time to; true if that used up the turn.</summary>
        internal bool Ask(IRequestPurpose enrolment)
        {
            var now = _clock.NowMicroseconds();
            if (!_progress.IsTimeToAskForConsent(now))
            {
                return false;
            }

            _attempt.Begin(now);
            IsAsked = _matcher.SendWithoutPalm(enrolment, _attempt.Ledger);
            _attempt.RequestId = _matcher.RequestId;
            if (IsAsked)
            {
                _attempt.Display.Enter(LaneState.Matching, _progress.Instruction());
            }
            else
            {
                _attempt.WaitOn(_progress.Instruction());
            }

            return true;
        }

        /// <summary>Acts on the matcher's decision, None for no reply; false if it ends the enrolment.</summary>
        internal bool Follow(Decision decision)
        {
            IsAsked = false;
            switch (decision)
            {
                case Decision.EnrolmentOpened:
                    _progress.Agree(_clock.NowMicroseconds());
                    _attempt.WaitOn(_progress.Instruction());
                    return true;
                case Decision.ConsentAwaited:
                    _progress.AwaitConsent();
                    _attempt.WaitOn(_progress.Instruction());
                    return true;
                case Decision.None:
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
