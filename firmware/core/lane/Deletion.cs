using Pedestal.Protocol;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>
    /// A deletion under way. A guest shows a code of the account, if there is one, then the palm, lifts it and shows it again: once
    /// would delete whoever reaches over the pedestal.
    /// </summary>
    public sealed class Deletion : IPalmPurpose
    {
        /// <summary>Whether the palm must be lifted before the next look.</summary>
        public bool MustLift;

        /// <summary>How often the palm is shown.</summary>
        public const int Looks = 2;

        /// <summary>Whether a code has opened one.</summary>
        public bool IsOpen;

        readonly LaneSettings _settings;
        readonly byte[] _link = new byte[MatchRequest.LinkLength];
        readonly JustAdmitted _code;
        readonly Presentation _presentation;
        readonly IClock _clock;
        int _look;
        long _lastProgress;

        /// <summary>Creates one.</summary>
        public Deletion(LaneSettings settings, Presentation presentation, IClock clock, JustAdmitted code)
        {
            _code = code;
            _settings = settings;
            _presentation = presentation;
            _clock = clock;
        }

        /// <summary>Whether this pedestal deletes.</summary>
        public bool IsWanted
        {
            get { return _settings.Mode == LaneMode.Deletion; }
        }

        /// <summary>What the guest is told to do now.</summary>
        public Indication Instruction()
        {
            return _look > 0 ? Indication.ShowAgainToDelete
                : IsOpen ? Indication.ShowPalmToDelete
                : Indication.ScanTicket;
        }

        /// <summary>A code has opened one; what was under way before is void.</summary>
        public void Open(TicketReply reply)
        {
            System.Array.Copy(reply.Link, 0, _link, 0, _link.Length);
            IsOpen = true;
            MustLift = false;
            _look = 0;
            _lastProgress = _clock.NowMicroseconds();
            _presentation.Finish(EntryWay.Ticket, reply.Decision, OutcomeReason.None, LaneState.Idle, Instruction());
        }

        /// <inheritdoc/>
        public void Describe(MatchRequest request)
        {
            request.Purpose = MatchPurpose.Delete;
            request.Sample = (byte)_look;
            request.SampleCount = Looks;
            System.Array.Copy(_link, 0, request.Link, 0, _link.Length);
        }

        /// <summary>The matcher has decided about a look.</summary>
        public void Follow(Decision decision)
        {
            if (decision == Decision.SampleAccepted && _look + 1 < Looks)
            {
                _look++;
                MustLift = true;
                _lastProgress = _clock.NowMicroseconds();
                _presentation.Finish(EntryWay.Sample, decision, OutcomeReason.None, LaneState.Idle, Instruction());
            }
            else
            {
                End(decision, OutcomeReason.None);
            }
        }

        /// <summary>Ends it without a decision: nothing is deleted as far as this pedestal knows.</summary>
        public void GiveUp(OutcomeReason reason)
        {
            End(Decision.None, reason);
        }

        /// <summary>Ends one that nobody goes on with; false when there is none.</summary>
        public bool EndIfAbandoned()
        {
            var now = _clock.NowMicroseconds();
            if ((_look == 0 && !IsOpen) || now - _lastProgress < _settings.DeletionTimeoutMilliseconds * 1000L)
            {
                return false;
            }

            _presentation.Begin(now);
            End(Decision.None, OutcomeReason.Abandoned);
            return true;
        }

        void End(Decision decision, OutcomeReason reason)
        {
            _look = 0;
            IsOpen = false;
            System.Array.Clear(_link, 0, _link.Length);
            MustLift = true;
            var deleted = decision == Decision.Deleted;
            if (!deleted)
            {
                // The same code may begin it again at once.
                _code.Forget();
            }

            _presentation.Finish(EntryWay.Deletion, decision, reason, deleted ? LaneState.Deleted : LaneState.Denied,
                deleted ? Indication.Deleted
                : decision == Decision.NotRecognised ? Indication.NotRecognised
                : decision == Decision.CodeNeeded ? Indication.ScanTicket
                : decision == Decision.WrongRole ? Indication.Fault
                : Indication.DeletionFailed);
        }
    }
}
