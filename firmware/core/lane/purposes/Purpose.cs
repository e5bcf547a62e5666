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
    /// What a pedestal is for, chosen once by its mode: what palms and codes are shown for, and how it goes on after each decision.
    /// The ways of palm and code bring attempts about and do not ask what for.
    /// </summary>
    public abstract class Purpose : IRequestPurpose
    {
        /// <summary>The attempt under way.</summary>
        protected readonly Attempt Attempt;

        /// <summary>For a kind of code.</summary>
        protected Purpose(Attempt attempt, TicketPurpose codePurpose)
        {
            Attempt = attempt;
            CodePurpose = codePurpose;
        }

        /// <inheritdoc/>
        public TicketPurpose CodePurpose { get; }

        /// <summary>What the ring shows while nobody is served.</summary>
        public abstract Indication Invitation { get; }

        /// <summary>Whether a palm may be captured now; until then the invitation stays.</summary>
        public abstract bool TakesPalms { get; }

        /// <summary>Whether something that takes several attempts is under way.</summary>
        public virtual bool IsUnderWay
        {
            get { return false; }
        }

        /// <summary>The purpose of a mode.</summary>
        public static Purpose Of(LaneMode mode, LaneParts parts, LaneSettings settings, Attempt attempt, LaneRequests requests,
            JustAdmitted admitted)
        {
            switch (mode)
            {
                case LaneMode.Enrolment: return new Enrolment(parts, settings, attempt, requests.Ticketing, admitted);
                case LaneMode.Deletion: return new Deletion(parts, settings, attempt, requests.Ticketing, admitted);
                default: return new Entry(parts, attempt, admitted);
            }
        }

        /// <inheritdoc/>
        public abstract void Describe(MatchRequest request);

        /// <inheritdoc/>
        public abstract void DescribeFirst(MatchRequest request);

        /// <summary>No hand is there.</summary>
        public virtual void HandGone()
        {
        }

        /// <summary>Another guest's palm is asked about.</summary>
        public virtual void PalmAsked()
        {
        }

        /// <summary>Whether a palm may be captured and asked about once more after this decision.</summary>
        public virtual bool Retries(Decision decision)
        {
            return false;
        }

        /// <summary>The matcher has decided about a palm.</summary>
        public abstract void FollowMatcher(Decision decision);

        /// <summary>There is no decision about a palm.</summary>
        public abstract void GiveUpPalm(OutcomeReason reason);

        /// <summary>The code of the guest just served is read again; true when that took the turn.</summary>
        public virtual bool RepeatCode()
        {
            return false;
        }

        /// <summary>Decides about a code without asking; false when ticketing is to be asked.</summary>
        public virtual bool DecideCode()
        {
            return false;
        }

        /// <summary>Acts on how the request to ticketing stands.</summary>
        public virtual void FollowTicketing(RequestState state, Decision decision)
        {
            switch (state)
            {
                case RequestState.Waiting: break;
                case RequestState.OutOfTime: GiveUpCode(OutcomeReason.NoReplyInTime); break;
                case RequestState.Unfit: Attempt.GiveUp(EntryWay.Ticket, OutcomeReason.BadReply); break;
                default: FollowTicketing(decision); break;
            }
        }

        /// <summary>Ticketing cannot be reached.</summary>
        public virtual void GiveUpCode(OutcomeReason reason)
        {
            Attempt.GiveUp(EntryWay.Ticket, reason);
        }

        /// <summary>Goes on by itself with what is under way; true when that took the turn.</summary>
        public virtual bool GoOn()
        {
            return false;
        }

        /// <summary>Ticketing has decided about a code.</summary>
        protected abstract void FollowTicketing(Decision decision);
    }
}
