using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The errors of one kind of hand at one strength of ambient light.</summary>
/// <param name="Multiple">The light's strength, in multiples of the LEDs' own.</param>
/// <param name="IsOutdoors">Whether hands were cold, wet or dirty.</param>
/// <param name="FailureToExtract">Presentations that ended without a template.</param>
/// <param name="Fnmr">Palms not recognised, of those that gave a template.</param>
/// <param name="Bpcer">Hands that ended as a fake.</param>
/// <param name="TooBright">Presentations that ended because it is too bright here.</param>
/// <param name="Apcer">Attempts of each species that were taken for a palm.</param>
/// <param name="Reasons">Why presentations ended without a template, the most frequent reason first.</param>
sealed record AmbientFigures(
    double Multiple, bool IsOutdoors, Proportion FailureToExtract, Proportion Fnmr, Proportion Bpcer, Proportion TooBright,
    IReadOnlyList<(AttackKind Species, Proportion Apcer)> Apcer, string Reasons)
{
    // Reasons against a presentation that has a template.
    static readonly ExtractionStatus[] AfterExtraction = [ExtractionStatus.FlatSurface, ExtractionStatus.NoVeins];

    /// <summary>The figures of a run, by strength, hands as usual first.</summary>
    public static IReadOnlyList<AmbientFigures> Of(IReadOnlyList<AmbientOutcome> outcomes) =>
    [
        .. from hands in outcomes.Where(outcome => outcome.Shown.Attack is null)
               .GroupBy(outcome => (outcome.Shown.IsOutdoors, outcome.Multiple))
           orderby hands.Key.IsOutdoors, hands.Key.Multiple
           select Of(hands.Key.Multiple, hands.Key.IsOutdoors, [.. hands], hands.Key.IsOutdoors ? [] :
               [.. outcomes.Where(outcome => outcome.Shown.Attack is not null && outcome.Multiple == hands.Key.Multiple)]),
    ];

    static AmbientFigures Of(double multiple, bool isOutdoors, AmbientOutcome[] hands, AmbientOutcome[] attacks)
    {
        var taken = hands.Count(hand => hand.Status == ExtractionStatus.Ok);
        var failed = hands.Where(hand => hand.Status != ExtractionStatus.Ok && !AfterExtraction.Contains(hand.Status)).ToArray();
        return new AmbientFigures(multiple, isOutdoors,
            new Proportion(failed.Length, hands.Length),
            new Proportion(taken - hands.Count(hand => hand.IsRecognised), taken),
            new Proportion(hands.Count(hand => AttackSection.AttackReasons.Contains(hand.Status)), hands.Length),
            new Proportion(hands.Count(hand => hand.Status == ExtractionStatus.TooBrightHere), hands.Length),
            [
                .. from attempts in attacks.GroupBy(attack => attack.Shown.Attack!.Value)
                   select (attempts.Key, new Proportion(
                       attempts.Count(attempt => attempt.Status == ExtractionStatus.Ok), attempts.Count())),
            ],
            string.Join(", ", hands.GroupBy(hand => hand.Status).Where(reason => reason.Key != ExtractionStatus.Ok)
                .OrderByDescending(reason => reason.Count()).Select(reason => $"{reason.Key} {reason.Count()}")));
    }
}
