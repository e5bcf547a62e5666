namespace Pedestal.Evaluate;

/// <summary>All measures of one table of scores.</summary>
sealed class Evaluation
{
    /// <summary>False-match rates at which the false-non-match rate is stated.</summary>
    public static readonly double[] FalseMatchRates = [1e-3, 1e-4, 1e-5];

    /// <summary>False-positive identification rates at which the false-negative identification rate is stated.</summary>
    public static readonly double[] FalsePositiveRates = [0.001, 0.01];

    public Evaluation(ScoreTable table, double leftOut)
    {
        Table = table;
        double[] genuine = [.. table.NormalisedGenuine];
        double[] impostor = [.. table.NormalisedImpostor];
        Verification = new Verification(genuine, impostor);
        Generalised = new Verification(Attempts(table, genuine), impostor);
        GenuineMoments = Moments.Of([.. table.Genuine]);
        ImpostorMoments = Moments.Of([.. table.Impostor]);
        Separation = Moments.Separation(Moments.Of(genuine), Moments.Of(impostor));
        RankOne = Identification.RankOne(table.Probes);
        FailureToExtract = new Proportion(table.ProbeFailures.Count, table.Probes.Count + table.ProbeFailures.Count);
        FailureToEnrol = new Proportion(table.FailedPalms.Count, table.Sets.Count + table.FailedPalms.Count);
        Misplaced = Misplacement.Of(table.Probes);
        OpenSet = new OpenSet(table, leftOut);
        Calibration = new Calibration(table.ImpostorScores);
    }

    public ScoreTable Table { get; }

    /// <summary>Errors of the captures that gave a template.</summary>
    public Verification Verification { get; }

    /// <summary>Errors of all captures: one without a template, or of a palm that failed to enrol, is rejected.</summary>
    public Verification Generalised { get; }

    /// <summary>Of the distances as they are compared.</summary>
    public Moments? GenuineMoments { get; }

    /// <summary>Of the distances as they are compared.</summary>
    public Moments? ImpostorMoments { get; }

    /// <summary>d' of the normalised distances.</summary>
    public double? Separation { get; }

    public Proportion RankOne { get; }

    public Proportion FailureToExtract { get; }

    public Proportion FailureToEnrol { get; }

    /// <summary>Probes with a template as far from their own palm as strangers are.</summary>
    public Proportion Misplaced { get; }

    public OpenSet OpenSet { get; }

    /// <summary>Claimed against measured false-match rates.</summary>
    public Calibration Calibration { get; }

    static IEnumerable<double> Attempts(ScoreTable table, double[] genuine)
    {
        var rejected = table.ProbeFailures.Count + table.Probes.Count(probe => !probe.HasMate);
        return genuine.Concat(Enumerable.Repeat(double.PositiveInfinity, rejected));
    }
}
