namespace Pedestal.Evaluate;

/// <summary>A false-match rate that a score claims, and the share of impostor comparisons that reach the score.</summary>
/// <param name="Claimed">The claim of a score s: 10^(-s/10).</param>
/// <param name="Measured">Impostor comparisons with that score or a higher one.</param>
sealed record ClaimedRate(double Claimed, Proportion Measured)
{
    /// <summary>Whether there are enough comparisons to measure the rate.</summary>
    public bool IsMeasurable => Measured.Trials >= RateThreshold.TrialsFor(Claimed);

    /// <summary>Measured over claimed: 1 if the score means what it says, more if it promises too much.</summary>
    public double Ratio => Measured.Rate / Claimed;

    /// <summary>The ratio's 95 % interval.</summary>
    public (double Low, double High) Interval => (Measured.Low / Claimed, Measured.High / Claimed);

    // One event more on both sides: none at all can be ranked too, and few weigh little.
    internal double Deviation => Math.Abs(Math.Log((Measured.Events + 1) / (Claimed * Measured.Trials + 1)));
}

/// <summary>Whether a score means the false-match rate that it claims.</summary>
sealed class Calibration
{
    static readonly double[] ClaimedRates = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];

    // Between one in ten, where nobody decides, and what few runs can measure.
    static readonly double[] JudgedRates = [1e-2, 1e-3, 1e-4, 1e-5];

    /// <param name="impostorScores">Scores of comparisons with other palms.</param>
    public Calibration(IEnumerable<int> impostorScores)
    {
        var scores = impostorScores.Order().ToArray();
        Rates = [.. ClaimedRates.Select(rate => new ClaimedRate(rate, new Proportion(Reaching(scores, rate), scores.Length)))];
        Worst = Rates.Where(rate => rate.IsMeasurable && JudgedRates.Contains(rate.Claimed)).MaxBy(rate => rate.Deviation);
    }

    /// <summary>One for each power of ten, the most frequent first.</summary>
    public IReadOnlyList<ClaimedRate> Rates { get; }

    /// <summary>The rate from 1e-2 to 1e-5 that is farthest from its claim; null when none is measurable.</summary>
    public ClaimedRate? Worst { get; }

    static int Reaching(int[] ascending, double rate)
    {
        var score = -10 * Math.Log10(rate) - 1e-9;
        var first = Array.FindIndex(ascending, s => s >= score);
        return first < 0 ? 0 : ascending.Length - first;
    }
}
