namespace Pedestal.Evaluate;

/// <summary>Errors of one-to-one comparisons, without and with captures that have no template.</summary>
static class VerificationSections
{
    const string Explanation = "A normalised distance below the threshold is a match: what the matcher decides by, in standard"
        + " deviations of strangers from their average, negative if nearer. FMR: false-match rate, FNMR: false-non-match rate."
        + " The threshold for an FMR is the largest that holds it; an FMR is measurable with at least 3 / FMR impostor"
        + " comparisons. EER: linear interpolation between the neighbouring points of the DET curve where both rates cross."
        + " Intervals: Wilson, 95 %, over the genuine comparisons, treated as independent; the threshold's own uncertainty is"
        + " not included.";

    const string GeneralisedExplanation = "The same thresholds. A probe without a template, or whose palm could not be enrolled,"
        + " counts as a false non-match.";

    public static Section Plain(Evaluation evaluation) => new("verification", "Verification", Explanation,
        [.. Figures(evaluation.Verification)],
        new Picture("det.png", "Detection error trade-off", DetPlot.Draw(evaluation)));

    public static Section Generalised(Evaluation evaluation) => new("verificationWithFailures",
        "Verification, failures to extract rejected", GeneralisedExplanation, [.. Figures(evaluation.Generalised)]);

    static IEnumerable<Figure> Figures(Verification verification)
    {
        yield return Figure.OfShare("eer", "EER", verification.EqualErrorRate);
        foreach (var fmr in Evaluation.FalseMatchRates)
        {
            var point = verification.At(fmr);
            yield return Figure.OfShare($"fnmr@{Text.Power(fmr)}", $"FNMR at FMR {Text.Power(fmr)}", point?.Fnmr, point is null
                ? $"{Text.Count(verification.ImpostorCount)} impostor comparisons;"
                    + $" {Text.Count(RateThreshold.TrialsFor(fmr))} are needed"
                : $"{point.Fnmr.Events:0} of {Text.Count(point.Fnmr.Trials)}; below {Text.Number(point.Threshold, 2)}");
        }
    }
}
