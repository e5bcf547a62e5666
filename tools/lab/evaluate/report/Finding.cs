namespace Pedestal.Evaluate;

/// <summary>The result in one sentence, with which the report begins.</summary>
static class Finding
{
    public static string Of(Evaluation evaluation)
    {
        if (evaluation.RankOne is not { Trials: > 0 } rank)
        {
            return "Nothing can be said about recognition, because no capture could be compared with an enrolled palm.";
        }

        return $"{Errors(evaluation)}; {Text.Count((long)rank.Events)} of {Text.Count(rank.Trials)} probes"
            + $" were nearest to their own palm, and {Percent(evaluation.FailureToExtract.Rate)} of the probe captures gave no template.";
    }

    /// <summary>Errors at the strictest false-match rate for which there are enough comparisons.</summary>
    static string Errors(Evaluation evaluation)
    {
        foreach (var rate in Evaluation.FalseMatchRates.Order())
        {
            if (evaluation.Verification.At(rate)?.Fnmr is { Trials: > 0 } refused)
            {
                return $"Where one stranger in {Text.Count((long)Math.Round(1 / rate))} is accepted as a given palm, {Percent(refused.Rate)}"
                    + $" of the comparisons of a palm with itself fail (95 % interval {Percent(refused.Low)} to {Percent(refused.High)})";
            }
        }

        return evaluation.Verification.EqualErrorRate is not { Trials: > 0 } equal
            ? "There were too few comparisons for an error rate"
            : equal.Rate > 0
                ? $"Errors of both kinds are equal at {Percent(equal.Rate)}, from too few comparisons to say more"
                : "A threshold separates all palms from all others, in too few comparisons for an error rate";
    }

    static string Percent(double share) => Text.Number(100 * share, 2) + " %";
}
