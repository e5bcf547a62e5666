namespace Pedestal.Evaluate;

/// <summary>What was compared.</summary>
static class ProtocolSection
{
    const string Explanation = "The gallery samples of each palm are enrolled as one set. Every probe is compared with every"
        + " set by the matcher's own comparison: with the palm's own set a genuine, with any other an impostor comparison."
        + " The left and the right palm of one person count as two palms.";

    public static Section Of(EvaluateOptions options, SampleSplit split, Evaluation evaluation)
    {
        var table = evaluation.Table;
        return new Section("protocol", "Protocol", Explanation,
        [
            .. Source(options),
            Figure.OfText("gallery", "Gallery samples", string.Join(", ", options.Gallery)),
            Figure.OfText("probe", "Probe samples", string.Join(", ", options.Probes)),
            Figure.OfCount("palms", "Palms", split.Palms.Count),
            Figure.OfCount("enrolled", "Palms enrolled", table.Sets.Count),
            Figure.OfCount("missingSamples", "Missing samples", split.Missing.Count),
            Figure.OfCount("genuine", "Genuine comparisons", evaluation.Verification.GenuineCount),
            Figure.OfCount("impostor", "Impostor comparisons", evaluation.Verification.ImpostorCount),
        ]);
    }

    static Figure[] Source(EvaluateOptions options) => options.Images is { } folder
        ?
        [
            Figure.OfText("images", "Pictures", folder.Name),
            Kind(options),
            Figure.OfText("pattern", "Pattern", options.CaptureKey is null ? options.Pattern : "captures of a pedestal"),
        ]
        :
        [
            Figure.OfText("images", "Pictures", "synthetic palms"),
            Figure.OfNumber("seed", "Seed", options.Seed, 0),
            Figure.OfText("difficulty", "Difficulty", options.Difficulty.ToString().ToLowerInvariant()),
            Figure.OfText("variety", "Variety", options.Variety.ToString().ToLowerInvariant()),
            Kind(options),
        ];

    static Figure Kind(EvaluateOptions options) =>
        Figure.OfText("kind", "Kind", options.Kind == SampleKind.Roi ? "roi: aligned palm regions" : "hand: camera pictures");
}
