using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// A pedestal's purpose, chosen once by its mode: why palms and codes are shown, and what follows each decision. PalmPath
    /// and TicketPath run attempts without knowing the purpose.
    /// </summary>
    public abstract class Purpose : IRequestPurpose
    {
        /// <summary>The present attempt.</summary>
        protected readonly Attempt Attempt;

        /// <summary>Creates it for a kind of ticket request.</summary>
        protected Purpose(Attempt attempt, TicketPurpose codePurpose)
        {
            Attempt = attempt;
            CodePurpose = codePurpose;
        }

        /// <inheritdoc/>
        public TicketPurpose CodePurpose { get; }

        /// <inheritdoc/>
        public virtual PassageTerms NextTerms()
        {
            return null;
        }

        /// <summary>What the ring shows while nobody is being served.</summary>
        public abstract Indication Invitation { get; }

        /// <summary>Whether a palm may be captured now; if not, the invitation stays.</summary>
        public abstract bool TakesPalms { get; }

        /// <summary>Takes a palm's pictures in place of its template; null if the template is wanted.</summary>
        public virtual FrameRecorder Recorder
        {
            get { return null; }
        }

        /// <summary>Whether the palm that is shown now needs a pulse.</summary>
        public virtual bool WantsPulse
        {
            get { return false; }
        }

        /// <summary>Whether something that takes several attempts is under way.</summary>
        public virtual bool IsUnderWay
        {
            get { return false; }
        }

        /// <summary>Creates the purpose of a mode.</summary>
        public static Purpose Of(LaneMode mode, LaneParts parts, LaneSettings settings, Attempt attempt, LaneRequests requests,
            JustAdmitted admitted, GuestGate gate)
        {
            switch (mode)
            {
                case LaneMode.Enrolment: return new Enrolment(parts, settings, attempt, requests, admitted);
                case LaneMode.Deletion: return new Deletion(parts, settings, attempt, requests.Ticketing, admitted);
                case LaneMode.Capture: return new PictureCapture(parts, attempt);
                case LaneMode.Exit: return new Exit(parts, attempt, requests, admitted, gate);
                default: return new Entry(parts, attempt, requests, admitted, gate);
            }
        }

        /// <inheritdoc/>
        public abstract void Describe(MatchRequest request);

        /// <inheritdoc/>
        public abstract void DescribeFirst(MatchRequest request);

        /// <summary>The hand is gone.</summary>
        public virtual void HandGone()
        {
        }

        /// <summary>The recorder has taken a palm's pictures.</summary>
        public virtual void PicturesTaken()
        {
        }

        /// <summary>A request about another guest's palm was sent.</summary>
        public virtual void PalmAsked()
        {
        }

        /// <summary>Whether the palm may be captured and sent once more after this decision.</summary>
        public virtual bool Retries(Decision decision)
        {
            return false;
        }

        /// <summary>Acts on the matcher's decision about a palm.</summary>
        public abstract void FollowMatcher(Decision decision);

        /// <summary>Acts on the lack of a decision about a palm.</summary>
        public abstract void GiveUpPalm(OutcomeReason reason);

        /// <summary>The code of the guest just served was read again; true if that used up the turn.</summary>
        public virtual bool RepeatCode()
        {
            return false;
        }

        /// <summary>Decides about a code without a request; false if ticketing must decide.</summary>
        public virtual bool DecideCode()
        {
            return false;
        }

        /// <summary>Acts on the state of the request to ticketing.</summary>
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

        /// <summary>Ticketing is unreachable.</summary>
        public virtual void GiveUpCode(OutcomeReason reason)
        {
            Attempt.GiveUp(EntryWay.Ticket, reason);
        }

        /// <summary>Continues what is under way by itself; true if that used up the turn.</summary>
        public virtual bool GoOn()
        {
            return false;
        }

        /// <summary>Acts on ticketing's decision about a code.</summary>
        protected abstract void FollowTicketing(Decision decision);
    }
}
