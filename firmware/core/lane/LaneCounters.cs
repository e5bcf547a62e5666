using Pedestal.Protocol;

namespace Pedestal.Core
{
    /// <summary>What happened since the start, in numbers: operators see trends in them, and nobody a guest.</summary>
    public sealed class LaneCounters
    {
        /// <summary>Decisions and reasons there are.</summary>
        public const int Decisions = (int)Decision.CodeNeeded + 1;

        /// <summary>Reasons there are.</summary>
        public const int Reasons = (int)OutcomeReason.NotConfirmed + 1;

        /// <summary>The parts whose failures are counted, in the order of their counters.</summary>
        public static readonly string[] Parts =
        {
            "broker", "camera", "presence", "reader", "gate", "memory", "clock", "matcher", "ticketing", "role",
        };

        /// <summary>Latencies of every presentation that something was done for.</summary>
        public readonly LatencyHistogram Latency = new LatencyHistogram();

        readonly int[] _decisions = new int[Decisions];
        readonly int[] _reasons = new int[Reasons];
        readonly int[] _failures = new int[Parts.Length];

        /// <summary>Counts a presentation that has ended.</summary>
        public void Count(LaneOutcome outcome)
        {
            _decisions[(int)outcome.Decision]++;
            _reasons[(int)outcome.Reason]++;
            if (outcome.IsTimed)
            {
                Latency.Add(outcome.Ledger);
            }
        }

        /// <summary>Counts a failure of one of the <see cref="Parts"/>.</summary>
        public void CountFailure(string part)
        {
            for (var i = 0; i < Parts.Length; i++)
            {
                if (Parts[i] == part)
                {
                    _failures[i]++;
                }
            }
        }

        /// <summary>Presentations that ended with a decision.</summary>
        public int Of(Decision decision)
        {
            return _decisions[(int)decision];
        }

        /// <summary>Presentations that ended for a reason.</summary>
        public int Of(OutcomeReason reason)
        {
            return _reasons[(int)reason];
        }

        /// <summary>Failures of a part, by its index in <see cref="Parts"/>.</summary>
        public int Failures(int part)
        {
            return _failures[part];
        }
    }
}
