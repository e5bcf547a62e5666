using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// Enrols both palms of a guest whose ticket opened an enrolment, sample by sample, after the ticket's account has
    /// confirmed it if required. Never opens a gate.
    /// </summary>
    sealed class Enrolment : Purpose
    {
        readonly EnrolmentProgress _progress;
        readonly TicketingRequest _ticketing;
        readonly IClock _clock;
        readonly JustAdmitted _admitted;
        bool _asksConfirmation;

        /// <summary>Starts without an enrolment.</summary>
        internal Enrolment(LaneParts parts, LaneSettings settings, Attempt attempt, TicketingRequest ticketing,
            JustAdmitted admitted)
            : base(attempt, TicketPurpose.OpenEnrolment)
        {
            _progress = new EnrolmentProgress(settings);
            _ticketing = ticketing;
            _clock = parts.Clock;
            _admitted = admitted;
        }

        /// <inheritdoc/>
        public override Indication Invitation
        {
            get { return _progress.Instruction(); }
        }

        /// <inheritdoc/>
        public override bool TakesPalms
        {
            get { return _progress.IsOpen && !_progress.IsAwaiting && !_progress.MustLift; }
        }

        /// <inheritdoc/>
        public override bool IsUnderWay
        {
            get { return _progress.IsOpen; }
        }

        /// <inheritdoc/>
        public override void Describe(MatchRequest request)
        {
            _progress.Describe(request);
        }

        /// <inheritdoc/>
        public override void DescribeFirst(MatchRequest request)
        {
            _progress.DescribeFirst(request);
        }

        /// <inheritdoc/>
        public override void HandGone()
        {
            _progress.MustLift = false;
        }

        /// <inheritdoc/>
        public override void FollowMatcher(Decision decision)
        {
            if (decision == Decision.SampleAccepted)
            {
                _progress.Accept(_clock.NowMicroseconds());
                NextSample(decision, OutcomeReason.None);
            }
            else if (decision == Decision.SampleRejected)
            {
                TakeAgain(decision, OutcomeReason.None);
            }
            else
            {
                End(decision, OutcomeReason.None);
            }
        }

        /// <summary>Takes the sample again, unless it was rejected too often.</summary>
        public override void GiveUpPalm(OutcomeReason reason)
        {
            TakeAgain(Decision.None, reason);
        }

        /// <inheritdoc/>
        public override bool GoOn()
        {
            return EndIfAbandoned() || AskConfirmation();
        }

        /// <summary>While the account is asked to confirm, ticketing's replies are about that.</summary>
        public override void FollowTicketing(RequestState state, Decision decision)
        {
            if (!_asksConfirmation)
            {
                base.FollowTicketing(state, decision);
            }
            else if (state != RequestState.Waiting)
            {
                _asksConfirmation = false;
                FollowConfirmation(state == RequestState.Replied ? decision : Decision.None);
            }
        }

        /// <inheritdoc/>
        protected override void FollowTicketing(Decision decision)
        {
            if (decision != Decision.EnrolmentOpened && decision != Decision.ConfirmationAwaited)
            {
                Attempt.Conclude(EntryWay.Ticket, decision);
                return;
            }

            _admitted.Remember(Attempt.Code, Attempt.RequestId);
            _progress.Open(_ticketing.Link, decision == Decision.ConfirmationAwaited, _clock.NowMicroseconds());
            Attempt.Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, _progress.Instruction());
        }

        /// <summary>Polls ticketing whether the account has confirmed the enrolment; false when it is not due.</summary>
        bool AskConfirmation()
        {
            var now = _clock.NowMicroseconds();
            if (!_progress.IsTimeToAsk(now))
            {
                return false;
            }

            Attempt.Begin(now);
            _asksConfirmation = _ticketing.SendLinkCheck(_progress.Link, Attempt.Ledger);
            Attempt.RequestId = _ticketing.RequestId;
            if (_asksConfirmation)
            {
                Attempt.Display.Enter(LaneState.CheckingTicket, _progress.Instruction());
            }
            else
            {
                Attempt.WaitOn(_progress.Instruction());
            }

            return true;
        }

        /// <summary>
        /// Acts on the account's decision; with None there was no reply. The guest waits until it is settled.
        /// </summary>
        void FollowConfirmation(Decision decision)
        {
            if (decision == Decision.EnrolmentOpened)
            {
                _progress.Confirm(_clock.NowMicroseconds());
                Attempt.Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, _progress.Instruction());
            }
            else if (decision == Decision.None || decision == Decision.ConfirmationAwaited || decision == Decision.Unavailable
                || decision == Decision.TooLate)
            {
                Attempt.WaitOn(_progress.Instruction());
            }
            else
            {
                End(decision, OutcomeReason.None);
            }
        }

        void TakeAgain(Decision decision, OutcomeReason reason)
        {
            if (_progress.Reject(_clock.NowMicroseconds()))
            {
                NextSample(decision, reason);
            }
            else
            {
                End(decision, reason);
            }
        }

        /// <summary>Ends an enrolment that the guest has abandoned; false if there is none.</summary>
        bool EndIfAbandoned()
        {
            var now = _clock.NowMicroseconds();
            if (!_progress.IsAbandoned(now))
            {
                return false;
            }

            Attempt.Begin(now);
            End(Decision.None, _progress.IsAwaiting ? OutcomeReason.NotConfirmed : OutcomeReason.Abandoned);
            return true;
        }

        void NextSample(Decision decision, OutcomeReason reason)
        {
            Attempt.Finish(EntryWay.Sample, decision, reason, LaneState.Idle, Indication.LiftPalm);
        }

        void End(Decision decision, OutcomeReason reason)
        {
            _progress.Close();
            var isEnrolled = decision == Decision.Enrolled;
            if (!isEnrolled)
            {
                // The same code may start a new enrolment at once.
                _admitted.Forget();
            }

            Attempt.Finish(EntryWay.Enrolment, decision, reason, isEnrolled ? LaneState.Enrolled : LaneState.Denied,
                isEnrolled || DecisionTable.Of(decision).IsRefusal ? DecisionTable.Of(decision).Indication : Indication.EnrolmentFailed);
        }
    }
}
