using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// A deletion under way. A guest shows the palm, lifts it and shows it again: once would delete whoever reaches over
    /// the pedestal.
    /// </summary>
    public sealed class Deletion : IPalmPurpose
    {
        /// <summary>Whether the palm must be lifted before the next look.</summary>
        public bool MustLift;

        /// <summary>How often the palm is shown.</summary>
        public const int Looks = 2;

        readonly LaneSettings _settings;
        readonly Presentation _presentation;
        readonly IClock _clock;
        int _look;
        long _lastProgress;

        /// <summary>Creates one.</summary>
        public Deletion(LaneSettings settings, Presentation presentation, IClock clock)
        {
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
            return _look > 0 ? Indication.ShowAgainToDelete : Indication.ShowPalmToDelete;
        }

        /// <inheritdoc/>
        public void Describe(MatchRequest request)
        {
            request.Purpose = MatchPurpose.Delete;
            request.Sample = (byte)_look;
            request.SampleCount = Looks;
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
            if (_look == 0 || now - _lastProgress < _settings.DeletionTimeoutMilliseconds * 1000L)
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
            MustLift = true;
            var deleted = decision == Decision.Deleted;
            _presentation.Finish(EntryWay.Deletion, decision, reason, deleted ? LaneState.Deleted : LaneState.Denied,
                deleted ? Indication.Deleted
                : decision == Decision.NotRecognised ? Indication.NotRecognised
                : decision == Decision.WrongRole ? Indication.Fault
                : Indication.DeletionFailed);
        }
    }
}
