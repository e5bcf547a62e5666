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
    /// Deletes a person who shows a code of the account, if there is one, then a palm, lifts it and shows it again: a single
    /// capture would delete anyone who reaches over the pedestal. Never opens a gate.
    /// </summary>
    sealed class Deletion : Purpose
    {
        /// <summary>The number of captures.</summary>
        const int Samples = 2;

        readonly LaneSettings _settings;
        readonly TicketingRequest _ticketing;
        readonly JustAdmitted _code;
        readonly IClock _clock;
        readonly byte[] _link = new byte[MatchRequest.LinkLength];
        bool _isOpen;
        bool _mustLift;
        int _sample;
        long _lastProgress;

        /// <summary>Starts without a deletion.</summary>
        internal Deletion(LaneParts parts, LaneSettings settings, Attempt attempt, TicketingRequest ticketing, JustAdmitted code)
            : base(attempt, TicketPurpose.OpenDeletion)
        {
            _settings = settings;
            _ticketing = ticketing;
            _code = code;
            _clock = parts.Clock;
        }

        /// <inheritdoc/>
        public override Indication Invitation
        {
            get
            {
                return _sample > 0 ? Indication.ShowAgainToDelete
                    : _isOpen ? Indication.ShowPalmToDelete
                    : Indication.ScanTicket;
            }
        }

        /// <inheritdoc/>
        public override bool TakesPalms
        {
            get { return !_mustLift; }
        }

        /// <inheritdoc/>
        public override bool IsUnderWay
        {
            get { return _isOpen; }
        }

        /// <inheritdoc/>
        public override void Describe(MatchRequest request)
        {
            DescribeFirst(request);
            request.Sample = (byte)_sample;
            System.Array.Copy(_link, 0, request.Link, 0, _link.Length);
        }

        /// <inheritdoc/>
        public override void DescribeFirst(MatchRequest request)
        {
            request.Purpose = MatchPurpose.Delete;
            request.SampleCount = Samples;
        }

        /// <inheritdoc/>
        public override void HandGone()
        {
            _mustLift = false;
        }

        /// <inheritdoc/>
        public override void FollowMatcher(Decision decision)
        {
            if (decision == Decision.SampleAccepted && _sample + 1 < Samples)
            {
                _sample++;
                _mustLift = true;
                _lastProgress = _clock.NowMicroseconds();
                Attempt.Finish(EntryWay.Sample, decision, OutcomeReason.None, LaneState.Idle, Invitation);
            }
            else
            {
                End(decision, OutcomeReason.None);
            }
        }

        /// <summary>Ends it without a decision: as far as this pedestal knows, nothing is deleted.</summary>
        public override void GiveUpPalm(OutcomeReason reason)
        {
            End(Decision.None, reason);
        }

        /// <summary>Ends a deletion that the guest has abandoned.</summary>
        public override bool GoOn()
        {
            var now = _clock.NowMicroseconds();
            if ((_sample == 0 && !_isOpen) || now - _lastProgress < _settings.DeletionTimeoutMilliseconds * 1000L)
            {
                return false;
            }

            Attempt.Begin(now);
            End(Decision.None, OutcomeReason.Abandoned);
            return true;
        }

        /// <summary>A code opens a deletion; an earlier one ends.</summary>
        protected override void FollowTicketing(Decision decision)
        {
            if (decision != Decision.DeletionOpened)
            {
                Attempt.Conclude(EntryWay.Ticket, decision);
                return;
            }

            _code.Remember(Attempt.Code, Attempt.RequestId);
            System.Array.Copy(_ticketing.Link, 0, _link, 0, _link.Length);
            _isOpen = true;
            _mustLift = false;
            _sample = 0;
            _lastProgress = _clock.NowMicroseconds();
            Attempt.Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, Invitation);
        }

        void End(Decision decision, OutcomeReason reason)
        {
            _sample = 0;
            _isOpen = false;
            _mustLift = true;
            System.Array.Clear(_link, 0, _link.Length);
            var isDeleted = decision == Decision.Deleted;
            if (!isDeleted)
            {
                // The same code may start a new deletion at once.
                _code.Forget();
            }

            Attempt.Finish(EntryWay.Deletion, decision, reason, isDeleted ? LaneState.Deleted : LaneState.Denied,
                isDeleted || DecisionTable.Of(decision).IsRefusal ? DecisionTable.Of(decision).Indication : Indication.DeletionFailed);
        }
    }
}
