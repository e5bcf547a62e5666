namespace Pedestal.Evaluate;

/// <summary>Captures without a template, and the reasons.</summary>
static class FailureSection
{
    const string Explanation = "FTX: probes without a template. FTE: palms without any gallery template. Misplaced:"
        + " probes whose template is as far from their own palm as those of one stranger in ten, because another place was taken for"
        + " the palm's. Below, the reasons of all samples without a template, as the device names them. The other figures leave them out unless stated.";

    public static Section Of(Evaluation evaluation)
    {
        var table = evaluation.Table;
        var reasons = table.GalleryFailures.Concat(table.ProbeFailures).GroupBy(failure => failure.Reason)
            .OrderByDescending(reason => reason.Count()).ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => Figure.OfCount($"reason.{reason.Key}", $"Reason {reason.Key}", reason.Count()));
        return new Section("failures", "Failures", Explanation,
        [
            Figure.OfShare("ftx", "FTX", evaluation.FailureToExtract, Of(evaluation.FailureToExtract, "probes")),
            Figure.OfShare("misplaced", "Misplaced", evaluation.Misplaced, Of(evaluation.Misplaced, "probes")),
            Figure.OfShare("fte", "FTE", evaluation.FailureToEnrol, Of(evaluation.FailureToEnrol, "palms")),
            Figure.OfCount("galleryFailures", "Gallery samples without a template", table.GalleryFailures.Count),
            .. reasons,
        ]);
    }

    /// <summary>Failures to extract and misplaced probes in one line, for the console.</summary>
    public static string Summary(Evaluation evaluation) =>
        $"captures: FTX {evaluation.FailureToExtract.Describe()}, misplaced {evaluation.Misplaced.Describe()}";

    static string Of(Proportion share, string what) => $"{share.Events:0} of {Text.Count(share.Trials)} {what}";
}
