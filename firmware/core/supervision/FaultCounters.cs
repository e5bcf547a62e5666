namespace Pedestal.Core.Supervision
{
    /// <summary>How often each part has failed since the start.</summary>
    public sealed class FaultCounters
    {
        readonly int[] _faults = new int[PartTable.All.Length];

        /// <summary>Counts a fault of a part.</summary>
        public void Count(Part part)
        {
            _faults[(int)part]++;
        }

        /// <summary>Faults of a part.</summary>
        public int Of(Part part)
        {
            return _faults[(int)part];
        }
    }
}
