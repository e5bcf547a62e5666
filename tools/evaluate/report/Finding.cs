namespace Pedestal.Evaluate;

/// <summary>What was found, in one sentence: the report begins with it.</summary>
static class Finding
{
    public static string Of(Evaluation evaluation)
    {
        var failures = evaluation.FailureToExtract is { Trials: > 0 } share
            ? $"{Percent(share.Rate)} of the captures gave no template"
            : "there were no captures";
        if (evaluation.RankOne is not { Trials: > 0 } rank)
        {
            return $"Nothing can be said about recognition, because no two captures could be compared: {failures}.";
        }

        return $"{Errors(evaluation)}; {Text.Count((long)rank.Events)} of {Text.Count(rank.Trials)} probes"
            + $" were nearest to their own palm, and {failures}.";
    }

    /// <summary>At the strictest false-match rate that there are comparisons enough for.</summary>
    static string Errors(Evaluation evaluation)
    {
        foreach (var rate in Evaluation.FalseMatchRates.Order())
        {
            if (evaluation.Verification.At(rate)?.Fnmr is { Trials: > 0 } refused)
            {
                return $"Where one stranger in {Text.Count((long)Math.Round(1 / rate))} would pass as a palm, {Percent(refused.Rate)}"
                    + $" of the comparisons of a palm with itself fail (95 % interval {Percent(refused.Low)} to {Percent(refused.High)})";
            }
        }

        return evaluation.Verification.EqualErrorRate is { Trials: > 0 } equal
            ? $"Errors of both kinds are equal at {Percent(equal.Rate)}, from too few comparisons to say more"
            : "There were too few comparisons for an error rate";
    }

    static string Percent(double share) => Text.Number(100 * share, 2) + " %";
}
