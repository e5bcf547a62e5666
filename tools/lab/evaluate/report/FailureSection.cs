namespace Pedestal.Evaluate;

/// <summary>Captures without a template, and the reasons.</summary>
static class FailureSection
{
    const string Explanation = "FTX: probes without a template. FTE: palms without any gallery template. Below, the"
        + " reasons of all samples without a template, as the device names them. The other figures leave them out unless stated.";

    public static Section Of(Evaluation evaluation)
    {
        var table = evaluation.Table;
        var reasons = table.GalleryFailures.Concat(table.ProbeFailures).GroupBy(failure => failure.Reason)
            .OrderByDescending(reason => reason.Count()).ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => Figure.OfCount($"reason.{reason.Key}", $"Reason {reason.Key}", reason.Count()));
        return new Section("failures", "Failures", Explanation,
        [
            Figure.OfShare("ftx", "FTX", evaluation.FailureToExtract, Of(evaluation.FailureToExtract, "probes")),
            Figure.OfShare("fte", "FTE", evaluation.FailureToEnrol, Of(evaluation.FailureToEnrol, "palms")),
            Figure.OfCount("galleryFailures", "Gallery samples without a template", table.GalleryFailures.Count),
            .. reasons,
        ]);
    }

    static string Of(Proportion share, string what) => $"{share.Events:0} of {Text.Count(share.Trials)} {what}";
}
