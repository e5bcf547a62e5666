using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>Presentation attacks, by species; never averaged over species (ISO/IEC 30107-3). All of them are simulated.</summary>
static class AttackSection
{
    const string Explanation = "Each try is a whole presentation to a pedestal: unusable captures are repeated, a fake ends it, and a"
        + " palm that is not recognised is captured once more. APCER: tries of a species that the pedestal took for a palm. IAPAR: tries"
        + " that the matcher then recognised as an enrolled palm, at its default false-accept rate. BPCER: presentations of real hands"
        + " that ended with a reason that speaks of an attack. Everything is simulated, the hands and the attacks: reflectance, relief and"
        + " form are estimates, and nothing is known about a skilled artefact, such as a cast of a hand with veins.";

    /// <summary>Reasons that speak of an attack.</summary>
    public static readonly ExtractionStatus[] AttackReasons =
    [
        ExtractionStatus.NotAPalm, ExtractionStatus.NotSkin, ExtractionStatus.FlatSurface, ExtractionStatus.NoVeins,
    ];

    public static Section Of(IReadOnlyList<PresentationOutcome> outcomes) => new(
        "attacks", "Presentation attacks (simulated)", Explanation,
        [
            .. outcomes.Where(outcome => outcome.Kind is not null).GroupBy(outcome => outcome.Kind!.Value)
                .SelectMany(species => Figures(species.Key, [.. species])),
            BonaFide([.. outcomes.Where(outcome => outcome.Kind is null)]),
        ]);

    /// <summary>The figures for the console, one line each.</summary>
    public static IEnumerable<string> Lines(Section section) => section.Figures.Select(figure =>
        $"{figure.Label} {figure.Value}"
            + (figure.Interval is { } interval ? $" ({Text.Percent(interval.Low)} to {Text.Percent(interval.High)})" : "")
            + (figure.Note.Length > 0 ? $"; {figure.Note}" : ""));

    static Figure[] Figures(AttackKind species, PresentationOutcome[] attempts)
    {
        var key = char.ToLowerInvariant(species.ToString()[0]) + species.ToString()[1..];
        return
        [
            Figure.OfShare($"{key}.apcer", $"{species}, simulated: APCER",
                new Proportion(attempts.Count(attempt => attempt.Status == ExtractionStatus.Ok), attempts.Length), Reasons(attempts)),
            Figure.OfShare($"{key}.iapar", $"{species}, simulated: IAPAR",
                new Proportion(attempts.Count(attempt => attempt.IsRecognised), attempts.Length), $"of {attempts.Length} tries"),
        ];
    }

    static Figure BonaFide(PresentationOutcome[] hands) => Figure.OfShare("bpcer", "Real hands, simulated: BPCER",
        new Proportion(hands.Count(hand => AttackReasons.Contains(hand.Status)), hands.Length), Reasons(hands));

    static string Reasons(PresentationOutcome[] attempts) => string.Join(", ",
        attempts.GroupBy(attempt => attempt.Status).Where(reason => reason.Key != ExtractionStatus.Ok)
            .OrderByDescending(reason => reason.Count()).Select(reason => $"{reason.Key} {reason.Count()}")
            .Append($"of {attempts.Length}"));
}
