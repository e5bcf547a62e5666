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
    /// Enrols one or both palms of a guest whose ticket opened an enrolment, sample by sample, after the ticket's account has
    /// confirmed it and the guest has agreed at the booth's screen, each if the services require it. Never opens a gate.
    /// </summary>
    sealed class Enrolment : Purpose
    {
        readonly EnrolmentProgress _progress;
        readonly EnrolmentConfirmation _confirmation;
        readonly EnrolmentConsent _consent;
        readonly LaneRequests _requests;
        readonly IClock _clock;
        readonly JustAdmitted _admitted;

        /// <summary>Starts without an enrolment.</summary>
        internal Enrolment(LaneParts parts, LaneSettings settings, Attempt attempt, LaneRequests requests,
            JustAdmitted admitted)
            : base(attempt, TicketPurpose.OpenEnrolment)
        {
            _progress = new EnrolmentProgress(settings);
            _confirmation = new EnrolmentConfirmation(parts, attempt, requests.Ticketing, _progress);
            _consent = new EnrolmentConsent(parts, attempt, requests.Matcher, _progress);
            _requests = requests;
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
            get { return _progress.IsOpen && !_progress.IsAwaiting && !_progress.IsUnagreed && !_progress.MustLift && !_progress.IsEnding; }
        }

        /// <inheritdoc/>
        public override bool WantsPulse
        {
            get { return _progress.WantsPulse; }
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
            var now = _clock.NowMicroseconds();
            if (_consent.IsAsked)
            {
                if (!_consent.Follow(decision))
                {
                    End(decision, OutcomeReason.None);
                }
            }
            else if (_progress.IsEnding)
            {
                End(decision, OutcomeReason.None);
            }
            else if (decision == Decision.ConsentAwaited)
            {
                // The matcher was restarted since it was asked, and knows of a screen now.
                _progress.AwaitConsent();
                NextSample(decision, OutcomeReason.None);
            }
            else if (decision == Decision.SampleAccepted)
            {
                _progress.Accept(now);
                NextSample(decision, OutcomeReason.None);
            }
            else if (decision == Decision.OtherPalmWanted && _progress.SkipToSecondPalm(now))
            {
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
            if (_consent.IsAsked)
            {
                _consent.Follow(Decision.None);
            }
            else if (_progress.IsEnding)
            {
                End(Decision.None, reason);
            }
            else if (reason == OutcomeReason.NoPulse && !_progress.MissPulse(_clock.NowMicroseconds()))
            {
                End(Decision.None, reason);
            }
            else if (reason == OutcomeReason.NoPulse)
            {
                NextSample(Decision.None, reason);
            }
            else
            {
                TakeAgain(Decision.None, reason);
            }
        }

        /// <inheritdoc/>
        public override bool GoOn()
        {
            return EndIfAbandoned() || _confirmation.Ask() || _consent.Ask(this);
        }

        /// <summary>While the account is asked to confirm, ticketing's replies are about that.</summary>
        public override void FollowTicketing(RequestState state, Decision decision)
        {
            if (!_confirmation.IsAsked)
            {
                base.FollowTicketing(state, decision);
            }
            else if (state != RequestState.Waiting && !_confirmation.Follow(state == RequestState.Replied ? decision : Decision.None))
            {
                End(decision, OutcomeReason.None);
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
            _consent.IsAsked = false;
            _progress.Open(_requests.Ticketing.Link, decision == Decision.ConfirmationAwaited, _clock.NowMicroseconds());
            Attempt.Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, _progress.Instruction());
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

        /// <summary>
        /// Ends an enrolment that the guest has abandoned, with one palm if that is complete; false if there is none.
        /// </summary>
        bool EndIfAbandoned()
        {
            var now = _clock.NowMicroseconds();
            if (!_progress.IsAbandoned(now))
            {
                return false;
            }

            Attempt.Begin(now);
            if (_progress.HasFirstPalm && !_progress.IsUnagreed)
            {
                _progress.IsEnding = true;
                SendEnd();
                return true;
            }

            End(Decision.None, _progress.ReasonOfAbandonment());
            return true;
        }

        void SendEnd()
        {
            var isSent = _requests.Matcher.SendWithoutPalm(this, Attempt.Ledger);
            Attempt.RequestId = _requests.Matcher.RequestId;
            if (isSent)
            {
                Attempt.Display.Enter(LaneState.Matching, Indication.Working);
            }
            else
            {
                End(Decision.None, OutcomeReason.LinkDown);
            }
        }

        void NextSample(Decision decision, OutcomeReason reason)
        {
            Attempt.Finish(EntryWay.Sample, decision, reason, LaneState.Idle, Indication.LiftPalm);
        }

        void End(Decision decision, OutcomeReason reason)
        {
            _progress.Close();
            var isEnrolled = decision == Decision.Enrolled || decision == Decision.EnrolledForEvent || decision == Decision.Linked
                || decision == Decision.AlreadyEnrolled;
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
