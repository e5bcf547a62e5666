using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>How an enrolment goes on after each sample, and how it ends.</summary>
    public sealed class EnrolmentPath
    {
        readonly Enrolment _enrolment;
        readonly Presentation _presentation;
        readonly IClock _clock;
        readonly JustAdmitted _admitted;

        /// <summary>Creates one.</summary>
        public EnrolmentPath(Enrolment enrolment, Presentation presentation, IClock clock, JustAdmitted admitted)
        {
            _admitted = admitted;
            _enrolment = enrolment;
            _presentation = presentation;
            _clock = clock;
        }

        /// <summary>A ticket has opened an enrolment.</summary>
        public void Open(TicketReply reply)
        {
            _enrolment.Open(reply.Link, reply.Decision == Decision.ConfirmationAwaited, _clock.NowMicroseconds());
            _presentation.Finish(EntryWay.Ticket, reply.Decision, OutcomeReason.None, LaneState.Idle,
                _enrolment.Instruction());
        }

        /// <summary>
        /// Ticketing says what the account has answered, or with None not even that; the guest waits on unless it is settled.
        /// </summary>
        public void FollowConfirmation(Decision decision)
        {
            if (decision == Decision.EnrolmentOpened)
            {
                _enrolment.Confirm(_clock.NowMicroseconds());
                _presentation.Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, _enrolment.Instruction());
            }
            else if (decision == Decision.None || decision == Decision.ConfirmationAwaited || decision == Decision.Unavailable
                || decision == Decision.TooLate)
            {
                _presentation.WaitOn(_enrolment.Instruction());
            }
            else
            {
                End(decision, OutcomeReason.None);
            }
        }

        /// <summary>The matcher has decided about a sample.</summary>
        public void Follow(Decision decision)
        {
            if (decision == Decision.SampleAccepted)
            {
                _enrolment.Accept(_clock.NowMicroseconds());
                GoOn(decision, OutcomeReason.None);
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

        /// <summary>The sample is taken again, unless that was once too often.</summary>
        public void TakeAgain(Decision decision, OutcomeReason reason)
        {
            if (_enrolment.Reject(_clock.NowMicroseconds()))
            {
                GoOn(decision, reason);
            }
            else
            {
                End(decision, reason);
            }
        }

        /// <summary>Ends an enrolment nobody goes on with; false when there is none.</summary>
        public bool EndIfAbandoned()
        {
            var now = _clock.NowMicroseconds();
            if (!_enrolment.IsAbandoned(now))
            {
                return false;
            }

            _presentation.Begin(now);
            End(Decision.None, _enrolment.IsAwaiting ? OutcomeReason.NotConfirmed : OutcomeReason.Abandoned);
            return true;
        }

        void GoOn(Decision decision, OutcomeReason reason)
        {
            _presentation.Finish(EntryWay.Sample, decision, reason, LaneState.Idle, Indication.LiftPalm);
        }

        void End(Decision decision, OutcomeReason reason)
        {
            _enrolment.Close();
            var enrolled = decision == Decision.Enrolled;
            if (!enrolled)
            {
                // The same code may begin it again at once.
                _admitted.Forget();
            }

            _presentation.Finish(EntryWay.Enrolment, decision, reason, enrolled ? LaneState.Enrolled : LaneState.Denied,
                enrolled ? Indication.Enrolled
                : decision == Decision.WrongRole ? Indication.Fault
                : Indication.EnrolmentFailed);
        }
    }
}
