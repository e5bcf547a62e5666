namespace Pedestal.Core.Ledger
{
    /// <summary>
    /// How long presentations and their stages took since the start: a counter for each stage and span of time, so that any
    /// number of presentations takes the same memory. The row after the last stage is the total.
    /// </summary>
    public sealed class LatencyHistogram
    {
        /// <summary>Rows: every stage and the total.</summary>
        public const int Rows = LatencyLedger.Stages + 1;

        /// <summary>The row of the total.</summary>
        public const int Total = LatencyLedger.Stages;

        /// <summary>Buckets: one for each limit and one for what is beyond the last.</summary>
        public const int Buckets = 16;

        /// <summary>Upper limits of the buckets in microseconds, about a factor of two apart.</summary>
        public static readonly int[] Limits =
        {
            100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 300000, 500000, 1000000, 2000000,
        };

        readonly int[] _counts = new int[Rows * Buckets];
        readonly long[] _longest = new long[Rows];

        /// <summary>Presentations counted.</summary>
        public int Presentations { get; private set; }

        /// <summary>Counts a presentation that has ended. A stage that did not take place is not counted.</summary>
        public void Add(LatencyLedger ledger)
        {
            Presentations++;
            for (var stage = 0; stage < LatencyLedger.Stages; stage++)
            {
                Count(stage, ledger.Microseconds((Stage)stage));
            }

            Count(Total, ledger.TotalMicroseconds());
        }

        /// <summary>How often a row was in a bucket.</summary>
        public int CountOf(int row, int bucket)
        {
            return _counts[row * Buckets + bucket];
        }

        /// <summary>How often a row was counted.</summary>
        public int CountOf(int row)
        {
            var sum = 0;
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                sum += CountOf(row, bucket);
            }

            return sum;
        }

        /// <summary>The longest time of a row, microseconds.</summary>
        public long Longest(int row)
        {
            return _longest[row];
        }

        /// <summary>
        /// The upper limit of the bucket in which a percentile lies, microseconds, but never more than the longest time; 0
        /// without any count.
        /// </summary>
        public long Percentile(int row, int percent)
        {
            var needed = (CountOf(row) * (long)percent + 99) / 100;
            var bucket = 0;
            for (var seen = 0L; bucket < Buckets - 1; bucket++)
            {
                seen += CountOf(row, bucket);
                if (seen >= needed)
                {
                    return Limits[bucket] < _longest[row] ? Limits[bucket] : _longest[row];
                }
            }

            return _longest[row];
        }

        /// <summary>Starts over.</summary>
        public void Clear()
        {
            System.Array.Clear(_counts, 0, _counts.Length);
            System.Array.Clear(_longest, 0, _longest.Length);
            Presentations = 0;
        }

        void Count(int row, long microseconds)
        {
            if (microseconds <= 0)
            {
                return;
            }

            var bucket = 0;
            while (bucket < Limits.Length && microseconds > Limits[bucket])
            {
                bucket++;
            }

            _counts[row * Buckets + bucket]++;
            if (microseconds > _longest[row])
            {
                _longest[row] = microseconds;
            }
        }
    }
}
