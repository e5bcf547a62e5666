using Pedestal.Core.Supervision;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>Receives reports about the lane. Called on the lane's thread, so no method may wait.</summary>
    public interface ILaneReports
    {
        /// <summary>The state of the lane's parts, at every turn.</summary>
        void ReportHealth(LaneHealth health);

        /// <summary>The outcome of an attempt; the object is reused for the next one.</summary>
        void ReportOutcome(LaneOutcome outcome);
    }
}
