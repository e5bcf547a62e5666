using Pedestal.Core.Supervision;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>Who is told what becomes of the lane; called from the lane's thread, and must not wait.</summary>
    public interface ILaneReports
    {
        /// <summary>How the lane's parts are; called at every turn.</summary>
        void ReportHealth(LaneHealth health);

        /// <summary>What an attempt came to; the outcome is used again for the next.</summary>
        void ReportOutcome(LaneOutcome outcome);
    }
}
