namespace Pedestal.Evaluate;

/// <summary>Errors of searches.</summary>
static class IdentificationSection
{
    public static Section Of(Evaluation evaluation)
    {
        var search = evaluation.OpenSet;
        return new Section("identification", "Identification", Explain(search),
        [
            Figure.OfShare("rank1", "Rank 1", evaluation.RankOne,
                $"{evaluation.RankOne.Events:0} of {Text.Count(evaluation.RankOne.Trials)}; all palms enrolled"),
            .. Evaluation.FalsePositiveRates.Select(fpir => At(search, fpir)),
        ]);
    }

    static string Explain(OpenSet search) =>
        "Rank 1: the probe's own set is nearer than any other. Open set: the palms are split into"
        + $" {search.Rounds} groups; each in turn is left out of the gallery ({Text.Count(search.Gallery)} palms or one more remain)"
        + " and searches as strangers. A search returns the nearest set if it is below the threshold. FPIR: share of the"
        + " strangers' searches that return somebody, FNIR: share of the enrolled palms' searches that do not return that palm."
        + $" {Text.Count(search.StrangerSearches)} and {Text.Count(search.EnrolledSearches)} searches; FNIR's interval counts"
        + " each probe once.";

    static Figure At(OpenSet search, double fpir)
    {
        var point = search.At(fpir);
        var percent = Text.Number(100 * fpir, 1);
        return Figure.OfShare($"fnir@{percent}%", $"FNIR at FPIR {percent} %", point?.Fnir, point is null
            ? $"{Text.Count(search.StrangerSearches)} strangers' searches; {Text.Count(RateThreshold.TrialsFor(fpir))} are needed"
            : $"normalised distance below {Text.Number(point.Threshold, 2)}");
    }
}
