using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>Presentation attacks, by kind; never averaged over kinds (ISO/IEC 30107-3).</summary>
static class AttackSection
{
    const string Explanation = "APCER: attempts of a kind that the device took for a palm. IAPAR: those of them that the matcher"
        + " then accepted as an enrolled palm, at its default false-accept rate. BPCER: samples of real hands that the device refused"
        + " as attacks (NotSkin, NotAPalm). The attacks are phantoms too: nothing is known about a skilled artefact of wax.";

    public static Section Of(IReadOnlyList<AttackOutcome> outcomes, SampleSplit split, ScoreTable table) => new(
        "attacks", "Presentation attacks", Explanation,
        [
            .. outcomes.GroupBy(outcome => outcome.Kind).SelectMany(kind => Figures(kind.Key, [.. kind])),
            Figure.OfShare("bpcer", "BPCER", BonaFide(split, table)),
        ]);

    static Figure[] Figures(AttackKind kind, AttackOutcome[] attempts)
    {
        var key = char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
        var reasons = attempts.GroupBy(attempt => attempt.Status).Where(reason => reason.Key != ExtractionStatus.Ok)
            .OrderByDescending(reason => reason.Count()).Select(reason => $"{reason.Key} {reason.Count()}");
        return
        [
            Figure.OfShare($"{key}.apcer", $"{kind}: APCER",
                new Proportion(attempts.Count(attempt => attempt.Status == ExtractionStatus.Ok), attempts.Length),
                string.Join(", ", reasons)),
            Figure.OfShare($"{key}.iapar", $"{kind}: IAPAR",
                new Proportion(attempts.Count(attempt => attempt.Accepted), attempts.Length)),
        ];
    }

    static Proportion BonaFide(SampleSplit split, ScoreTable table) => new(
        table.GalleryFailures.Concat(table.ProbeFailures)
            .Count(failure => failure.Reason is nameof(ExtractionStatus.NotSkin) or nameof(ExtractionStatus.NotAPalm)),
        split.Palms.Sum(palm => palm.Gallery.Count + palm.Probes.Count));
}
