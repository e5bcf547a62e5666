using Pedestal.Core.Ledger;
using Pedestal.Core.Supervision;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>What happened since the start, in numbers: operators see trends in them, and nobody a guest.</summary>
    public sealed class LaneCounters
    {
        /// <summary>Reasons there are.</summary>
        public const int Reasons = (int)OutcomeReason.GateFault + 1;

        /// <summary>Latencies of every attempt that something was done for.</summary>
        public readonly LatencyHistogram Latency = new LatencyHistogram();

        /// <summary>Faults of its parts.</summary>
        public readonly FaultCounters Faults = new FaultCounters();

        readonly int[] _decisions = new int[DecisionTable.Count];
        readonly int[] _reasons = new int[Reasons];

        /// <summary>Counts an attempt that has ended.</summary>
        public void Count(LaneOutcome outcome)
        {
            _decisions[(int)outcome.Decision]++;
            _reasons[(int)outcome.Reason]++;
            if (outcome.IsTimed)
            {
                Latency.Add(outcome.Ledger);
            }
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
