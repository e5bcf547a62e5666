namespace Pedestal.Evaluate;

/// <summary>The false-match rates that scores claim, beside those measured.</summary>
static class CalibrationSection
{
    const string Explanation = "A score of s claims that one stranger in 10^(s/10) reaches it. Beside each claim is the share of"
        + " impostor comparisons that reached the score, and measured over claimed: 1 is right, more is a false promise. A claim is"
        + " measurable with at least 3 / FMR impostor comparisons. Intervals: Wilson, 95 %, over the comparisons, treated as"
        + " independent.";

    public static Section Of(Calibration calibration) => new("calibration", "Calibration of the score", Explanation,
        [.. calibration.Rates.Select(OfRate)]);

    /// <summary>The worst ratio in one line, for the console.</summary>
    public static string Summary(Calibration calibration) => calibration.Worst is { } worst
        ? $"calibration: worst ratio {Ratio(worst.Ratio)} at FMR {Text.Power(worst.Claimed)}"
            + $" (95 % interval {Ratio(worst.Interval.Low)} to {Ratio(worst.Interval.High)})"
        : "calibration: too few impostor comparisons";

    /// <summary>The whole table, for the console.</summary>
    public static IEnumerable<string> Table(Calibration calibration) => calibration.Rates.Where(rate => rate.IsMeasurable)
        .Select(rate => $"claimed FMR {Text.Power(rate.Claimed)}: measured {Rate(rate.Measured.Rate)}"
            + $" ({Rate(rate.Measured.Low)} to {Rate(rate.Measured.High)}), {Note(rate)}")
        .Prepend("Claimed and measured false-match rates, 95 % intervals");

    static Figure OfRate(ClaimedRate rate) => Figure.OfShare(
        $"fmr@{Text.Power(rate.Claimed)}", $"FMR claimed as {Text.Power(rate.Claimed)}",
        rate.IsMeasurable ? rate.Measured : null,
        rate.IsMeasurable ? Note(rate)
            : $"{Text.Count(rate.Measured.Trials)} impostor comparisons; {Text.Count(RateThreshold.TrialsFor(rate.Claimed))} are needed");

    static string Note(ClaimedRate rate) => $"ratio {Ratio(rate.Ratio)};"
        + $" {Text.Count((long)rate.Measured.Events)} of {Text.Count(rate.Measured.Trials)}";

    static string Ratio(double ratio) => Text.Number(ratio, ratio < 10 ? 2 : 0);

    static string Rate(double rate) => rate.ToString("0.0e0", System.Globalization.CultureInfo.InvariantCulture);
}
