using System.Globalization;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Supervision;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>An outcome as one line of text.</summary>
public static class OutcomeLine
{
    /// <summary>
    /// Such as <c>palm admitted in 207.8 ms: presence 0.0, capture 194.6, extract 6.9, ...</c>; without a decision, the reason
    /// instead.
    /// </summary>
    public static string Of(PresentationOutcome outcome)
    {
        var result = outcome.Decision != Decision.None ? DecisionTable.Of(outcome.Decision).Word : LaneWords.Of(outcome.Reason);
        var finding = outcome.Reason switch
        {
            OutcomeReason.CameraFailed => $" ({PartWords.Of(outcome.Camera)})",
            OutcomeReason.CaptureUnusable or OutcomeReason.TooBrightHere => $" ({LaneWords.Of(outcome.Extraction)})",
            _ => string.Empty,
        };
        var stages = outcome.StageMicroseconds.Select(
            (time, stage) => $"{StageWords.Of((Stage)stage)} {Milliseconds(time)}");
        return $"{LaneWords.Of(outcome.Way)} {result}{finding} in {Milliseconds(outcome.TotalMicroseconds)} ms: "
            + string.Join(", ", stages);
    }

    static string Milliseconds(long microseconds) =>
        (microseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
}
