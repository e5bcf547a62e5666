namespace Pedestal.Core.Ledger
{
    /// <summary>
    /// How long attempts and their stages took since the start: a counter for each stage and range of times, so that any number
    /// of attempts takes the same memory. The row after the last stage is the total.
    /// </summary>
    public sealed class LatencyHistogram
    {
        /// <summary>Number of rows: every stage and the total.</summary>
        public const int Rows = LatencyLedger.Stages + 1;

        /// <summary>The row of the total.</summary>
        public const int Total = LatencyLedger.Stages;

        /// <summary>Number of buckets: one for each limit and one beyond the last.</summary>
        public const int Buckets = 16;

        /// <summary>Upper limits of the buckets in microseconds, about a factor of two apart.</summary>
        public static readonly int[] Limits =
        {
            100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 300000, 500000, 1000000, 2000000,
        };

        readonly int[] _counts = new int[Rows * Buckets];
        readonly long[] _longest = new long[Rows];

        /// <summary>Number of attempts counted.</summary>
        public int Attempts { get; private set; }

        /// <summary>Counts a finished attempt. A stage that did not occur is not counted.</summary>
        public void Add(LatencyLedger ledger)
        {
            Attempts++;
            for (var stage = 0; stage < LatencyLedger.Stages; stage++)
            {
                Count(stage, ledger.Microseconds((Stage)stage));
            }

            Count(Total, ledger.TotalMicroseconds());
        }

        /// <summary>How many times of a row are in a bucket.</summary>
        public int CountOf(int row, int bucket)
        {
            return _counts[row * Buckets + bucket];
        }

        /// <summary>How many times of a row were counted.</summary>
        public int CountOf(int row)
        {
            var sum = 0;
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                sum += CountOf(row, bucket);
            }

            return sum;
        }

        /// <summary>The longest time of a row in microseconds.</summary>
        public long Longest(int row)
        {
            return _longest[row];
        }

        /// <summary>
        /// The upper limit in microseconds of the bucket that contains a percentile, but never more than the longest time; 0 if
        /// nothing was counted.
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

        /// <summary>Resets all counters.</summary>
        public void Clear()
        {
            System.Array.Clear(_counts, 0, _counts.Length);
            System.Array.Clear(_longest, 0, _longest.Length);
            Attempts = 0;
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
