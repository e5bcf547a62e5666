using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Requests;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>
    /// Takes pictures for an evaluation, one capture whenever the console wants one, and sends no request about a palm or a code. Has no
    /// gate.
    /// </summary>
    sealed class PictureCapture : Purpose
    {
        bool _mustLift;

        /// <summary>Starts without a capture.</summary>
        internal PictureCapture(LaneParts parts, Attempt attempt)
            : base(attempt, TicketPurpose.RedeemCode)
        {
            Recorder = parts.Recorder;
        }

        /// <inheritdoc/>
        public override FrameRecorder Recorder { get; }

        /// <inheritdoc/>
        public override Indication Invitation
        {
            get { return IsWanted && _mustLift ? Indication.LiftPalm : Indication.StoringPictures; }
        }

        /// <summary>Each capture is a presentation of its own: the palm is lifted before the next.</summary>
        public override bool TakesPalms
        {
            get { return IsWanted && !_mustLift; }
        }

        /// <inheritdoc/>
        public override void PicturesTaken()
        {
            _mustLift = true;
        }

        /// <inheritdoc/>
        public override void HandGone()
        {
            _mustLift = false;
        }

        /// <inheritdoc/>
        public override void Describe(MatchRequest request)
        {
        }

        /// <inheritdoc/>
        public override void DescribeFirst(MatchRequest request)
        {
        }

        /// <summary>Nobody enters here: a guest with a ticket goes to another lane.</summary>
        public override bool DecideCode()
        {
            Attempt.Conclude(EntryWay.Ticket, Decision.OtherLane);
            return true;
        }

        /// <summary>No request about a palm is sent.</summary>
        public override void FollowMatcher(Decision decision)
        {
        }

        /// <summary>No request about a palm is sent.</summary>
        public override void GiveUpPalm(OutcomeReason reason)
        {
        }

        /// <summary>No request about a code is sent.</summary>
        protected override void FollowTicketing(Decision decision)
        {
        }

        bool IsWanted
        {
            get { return Recorder != null && Recorder.IsWanted; }
        }
    }
}
