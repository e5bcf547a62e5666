using Pedestal.Core.Ledger;
using Pedestal.Core.Supervision;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>Counters since the start: operators see trends in them, but no guest.</summary>
    public sealed class LaneCounters
    {
        /// <summary>The number of reasons.</summary>
        public const int Reasons = (int)OutcomeReason.NoPulse + 1;

        /// <summary>Latencies of every attempt that took time.</summary>
        public readonly LatencyHistogram Latency = new LatencyHistogram();

        /// <summary>Faults of its parts.</summary>
        public readonly FaultCounters Faults = new FaultCounters();

        readonly int[] _decisions = new int[DecisionTable.Count];
        readonly int[] _reasons = new int[Reasons];

        /// <summary>Counts a finished attempt.</summary>
        public void Count(LaneOutcome outcome)
        {
            CountPassage(outcome);
            if (outcome.IsTimed)
            {
                Latency.Add(outcome.Ledger);
            }
        }

        /// <summary>Counts what became of an admission after its attempt, which takes no time from the guest.</summary>
        public void CountPassage(LaneOutcome outcome)
        {
            _decisions[(int)outcome.Decision]++;
            _reasons[(int)outcome.Reason]++;
        }

        /// <summary>Attempts that ended with a decision.</summary>
        public int Of(Decision decision)
        {
            return _decisions[(int)decision];
        }

        /// <summary>Attempts that ended for a reason.</summary>
        public int Of(OutcomeReason reason)
        {
            return _reasons[(int)reason];
        }
    }
}
