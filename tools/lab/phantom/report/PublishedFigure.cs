using Pedestal.Plotting;

namespace Pedestal.Phantom;

/// <summary>A statistic of real palms, and how it is measured on phantoms.</summary>
/// <param name="Quantity">The measured quantity.</param>
/// <param name="Statistic">The statistic of its distribution.</param>
/// <param name="Decimals">The number of decimals shown.</param>
/// <param name="Published">The published value.</param>
/// <param name="Source">The key of its source in <see cref="Sources"/>.</param>
/// <param name="Measure">Measures the phantoms' value.</param>
sealed record PublishedFigure(
    string Quantity, string Statistic, int Decimals, string Published, char Source, Func<LevelStatistics, double> Measure)
{
    const double Percent = 100;

    /// <summary>The range that counts as agreement; null for figures that are only shown.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Quantity and statistic.</summary>
    public string Name => $"{Quantity}, {Statistic}";

    /// <summary>The sources of the published values.</summary>
    public static IReadOnlyList<(char Key, string Text)> Sources { get; } =
    [
        ('A', "Palm biometrics fact sheet, 6.2, image statistics: measured on five captures of one palm, 640 x 480;"
            + " widths of 6.5, 7.5, 9, 10.5 and 12 pixels at about 3.5 a millimetre. In range: between the"
            + " neighbouring published quantiles; the outermost are shown but not judged."),
        ('B', "The same sheet, 1.3: measured on those captures, mirrored regions as impostors; six sign planes of 32 x 32 cells;"
            + " impostors at one random shift, genuine (10 pairs) at the best of 81 shifts, +-4 cells, without rotation. Genuine"
            + " 0.158 to 0.381; a bad pose is 0.30 to 0.38 from all others. In range: impostor mean +-0.03, deviation +-0.01;"
            + " genuine as the calibration target."),
        ('C', "The same sheet, 6.2, calibration targets for a generator (estimate). Genuine: median 0.20 to 0.26 with a tail to"
            + " 0.38."),
        ('D', "The same targets, compared with the distances of the matcher, which also tries rotations and lets blocks of cells"
        + " move independently."),
    ];

    /// <summary>All compared figures.</summary>
    public static IReadOnlyList<PublishedFigure> All { get; } =
    [
        Contrast("10 %", 0.10, "2.2"),
        Contrast("25 %", 0.25, "2.6") with { Range = (2.2, 3.6) },
        Contrast("median", 0.50, "3.6") with { Range = (2.6, 5.0) },
        Contrast("75 %", 0.75, "5.0") with { Range = (3.6, 6.4) },
        Contrast("90 %", 0.90, "6.4") with { Range = (5.0, 8.5) },
        Contrast("98 %", 0.98, "8.5"),
        Width("10 %", 0.10, "1.86"),
        Width("25 %", 0.25, "2.14") with { Range = (1.86, 2.57) },
        Width("median", 0.50, "2.57") with { Range = (2.14, 3.00) },
        Width("75 %", 0.75, "3.00") with { Range = (2.57, 3.43) },
        Width("90 %", 0.90, "3.43"),
        new("impostor distance unshifted", "mean", 3, "0.460", 'B',
            level => Sample.Mean(level.Distances.ImpostorUnshifted))
        {
            Range = (0.43, 0.49),
        },
        new("impostor distance unshifted", "deviation", 3, "0.031", 'B',
            level => Sample.Deviation(level.Distances.ImpostorUnshifted))
        {
            Range = (0.02, 0.04),
        },
        new("impostor distance +-4 cells", "mean", 3, "0.39 to 0.42", 'C',
            level => Sample.Mean(level.Distances.ImpostorShifted))
        {
            Range = (0.39, 0.42),
        },
        Median("genuine distance +-4 cells", "0.24", 'B', level => level.Distances.GenuineShifted),
        Tail("genuine distance +-4 cells", "0.30 to 0.38", 'B', level => level.Distances.GenuineShifted),
        Median("genuine distance of the matcher", "0.20 to 0.26", 'D', level => level.Distances.GenuineMatched),
        Tail("genuine distance of the matcher", "to 0.38", 'D', level => level.Distances.GenuineMatched),
    ];

    /// <summary>Whether a value agrees; null when that is not judged.</summary>
    public bool? IsInRange(double value) => Range is var (low, high) ? value >= low && value <= high : null;

    /// <summary>The range as text.</summary>
    public string RangeText => Range is var (low, high)
        ? $"{Text.Number(low, Math.Min(Decimals, 2))} to {Text.Number(high, Math.Min(Decimals, 2))}"
        : "";

    /// <summary>A value as text, marked if it is out of range and on which side.</summary>
    public string Write(double value) => double.IsNaN(value)
        ? Text.None
        : Text.Number(value, Decimals) + (IsInRange(value) == false ? value < Range!.Value.Low ? " low" : " high" : "");

    static PublishedFigure Contrast(string statistic, double share, string published) => new(
        "vein contrast in %", statistic, 2, published, 'A',
        level => Percent * Sample.Quantile(level.Sections.Select(s => s.Contrast), share));

    static PublishedFigure Width(string statistic, double share, string published) => new(
        "vein width in mm", statistic, 2, published, 'A',
        level => Sample.Quantile(level.Sections.Where(s => s.Contrast > 0).Select(s => s.Width), share));

    static PublishedFigure Median(
        string quantity, string published, char source, Func<LevelStatistics, IEnumerable<double>> distances) => new(
        quantity, "median", 3, published, source, level => Sample.Quantile(distances(level), 0.5)) { Range = (0.20, 0.26) };

    static PublishedFigure Tail(
        string quantity, string published, char source, Func<LevelStatistics, IEnumerable<double>> distances) => new(
        quantity, "98 %", 3, published, source, level => Sample.Quantile(distances(level), 0.98)) { Range = (0.30, 0.38) };
}
