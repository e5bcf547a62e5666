namespace Pedestal.Core.Ledger
{
    /// <summary>
    /// The latency budget of one attempt: starts when the palm is usable or a code is read, is charged by every stage, and says
    /// when it is used up.
    /// </summary>
    public sealed class LatencyLedger
    {
        /// <summary>Number of stages.</summary>
        public const int Stages = (int)Stage.Gate + 1;

        readonly long[] _charged = new long[Stages];
        long _start;
        long _total;
        int _budget;

        /// <summary>The budget in milliseconds.</summary>
        public int BudgetMilliseconds
        {
            get { return _budget; }
        }

        /// <summary>Starts at a time in microseconds.</summary>
        public void Begin(long nowMicroseconds, int budgetMilliseconds)
        {
            for (var i = 0; i < Stages; i++)
            {
                _charged[i] = 0;
            }

            _start = nowMicroseconds;
            _total = 0;
            _budget = budgetMilliseconds;
        }

        /// <summary>Adds time to a stage; negative time (a service claims more than the round trip) counts as 0.</summary>
        public void Charge(Stage stage, long microseconds)
        {
            if (microseconds > 0)
            {
                _charged[(int)stage] += microseconds;
            }
        }

        /// <summary>Sets the total at the time of the decision.</summary>
        public void Close(long nowMicroseconds)
        {
            _total = nowMicroseconds - _start;
        }

        /// <summary>Whole milliseconds left, never negative.</summary>
        public int RemainingMilliseconds(long nowMicroseconds)
        {
            var left = _budget - (nowMicroseconds - _start) / 1000;
            return left < 0 ? 0 : (int)left;
        }

        /// <summary>Whether the budget is used up, which it is from exactly its end on.</summary>
        public bool IsExhausted(long nowMicroseconds)
        {
            return nowMicroseconds - _start >= _budget * 1000L;
        }

        /// <summary>Microseconds spent in a stage.</summary>
        public long Microseconds(Stage stage)
        {
            return _charged[(int)stage];
        }

        /// <summary>Microseconds from the start to the decision; 0 before it.</summary>
        public long TotalMicroseconds()
        {
            return _total;
        }

        /// <summary>Copies another ledger.</summary>
        public void CopyFrom(LatencyLedger other)
        {
            System.Array.Copy(other._charged, 0, _charged, 0, Stages);
            _start = other._start;
            _total = other._total;
            _budget = other._budget;
        }
    }
}
