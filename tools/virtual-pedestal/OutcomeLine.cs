using System.Globalization;
using Pedestal.Core;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>An outcome as one line of text.</summary>
public static class OutcomeLine
{
    /// <summary>
    /// Such as <c>palm admitted in 207.8 ms: presence 0.0, capture 194.6, extract 6.9, ...</c>; without a decision the
    /// reason stands in its place.
    /// </summary>
    public static string Of(PresentationOutcome outcome)
    {
        var result = outcome.Decision != Decision.None ? DecisionTable.Of(outcome.Decision).Word : Names.Of(outcome.Reason);
        var finding = outcome.Reason switch
        {
            OutcomeReason.CameraFailed => $" ({Names.Of(outcome.Camera)})",
            OutcomeReason.CaptureUnusable => $" ({Names.Of(outcome.Extraction)})",
            _ => string.Empty,
        };
        var stages = outcome.StageMicroseconds.Select(
            (time, stage) => $"{Names.Of((Stage)stage)} {Milliseconds(time)}");
        return $"{Names.Of(outcome.Way)} {result}{finding} in {Milliseconds(outcome.TotalMicroseconds)} ms: "
            + string.Join(", ", stages);
    }

    static string Milliseconds(long microseconds) =>
        (microseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
}
