using System.Collections.Immutable;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.VirtualPedestal;

/// <summary>The outcome of one presentation and its time by stage.</summary>
/// <param name="RequestId">Id of its last request, or of the earlier request that admitted the same code; 0 for none.</param>
/// <param name="Way">What was presented.</param>
/// <param name="Decision">The service's decision; None when there was none.</param>
/// <param name="Reason">Why there was no decision.</param>
/// <param name="Camera">The camera's last status.</param>
/// <param name="Extraction">The extraction's last status.</param>
/// <param name="StageMicroseconds">Time of each stage, indexed by <see cref="Stage"/>.</param>
/// <param name="TotalMicroseconds">From the palm or the code to the end of the presentation.</param>
public sealed record PresentationOutcome(
    ulong RequestId,
    EntryWay Way,
    Decision Decision,
    OutcomeReason Reason,
    CameraStatus Camera,
    ExtractionStatus Extraction,
    ImmutableArray<long> StageMicroseconds,
    long TotalMicroseconds)
{
    /// <summary>Copies the lane's outcome, which the next presentation overwrites.</summary>
    internal static PresentationOutcome Of(LaneOutcome outcome) => new(
        outcome.RequestId,
        outcome.Way,
        outcome.Decision,
        outcome.Reason,
        outcome.Camera,
        outcome.Extraction,
        [.. Enumerable.Range(0, LatencyLedger.Stages).Select(stage => outcome.Ledger.Microseconds((Stage)stage))],
        outcome.Ledger.TotalMicroseconds());
}
