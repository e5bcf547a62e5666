namespace Pedestal.Core.Console
{
    /// <summary>Adds each finished attempt to the console's latencies, once.</summary>
    sealed class LatencyCount
    {
        readonly ConsoleParts _parts;
        int _outcomes;

        /// <summary>Counts the attempts of the parts' lane, once there is one.</summary>
        internal LatencyCount(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>Call once for each step of the lane.</summary>
        internal void Update()
        {
            var lane = _parts.Lane;
            if (lane != null && lane.Outcomes != _outcomes)
            {
                _outcomes = lane.Outcomes;
                if (lane.Outcome.IsTimed)
                {
                    _parts.Histogram.Add(lane.Outcome.Ledger);
                }
            }
        }
    }
}
