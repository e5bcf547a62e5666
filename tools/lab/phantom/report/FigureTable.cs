namespace Pedestal.Phantom;

/// <summary>The figures of all difficulties beside the published ones.</summary>
sealed class FigureTable(IReadOnlyList<LevelStatistics> levels)
{
    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Head { get; } =
        ["statistic", "published", "in range", .. levels.Select(level => NameOf(level.Difficulty)), "source"];

    /// <summary>A row for each figure.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; } =
    [
        .. PublishedFigure.All.Select(figure => (string[])
        [
            figure.Name, figure.Published, figure.RangeText, .. levels.Select(level => figure.Write(figure.Measure(level))),
            figure.Source.ToString(),
        ]),
    ];

    /// <summary>One line for each level: which figures are in range.</summary>
    public IReadOnlyList<string> Verdicts { get; } = [.. levels.Select(Verdict)];

    /// <summary>A difficulty as written on the command line.</summary>
    public static string NameOf(Difficulty difficulty) => difficulty.ToString().ToLowerInvariant();

    /// <summary>Writes the table in columns.</summary>
    public void Write(TextWriter output)
    {
        int[] widths = [.. Head.Select((name, i) => Math.Max(name.Length, Rows.Max(row => row[i].Length)))];
        foreach (var row in Rows.Prepend(Head))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    static string Verdict(LevelStatistics level)
    {
        var judged = PublishedFigure.All.Where(figure => figure.Range is not null)
            .Select(figure => (Figure: figure, Value: figure.Measure(level)))
            .ToLookup(f => f.Figure.IsInRange(f.Value) == true);
        var inside = judged[true].Select(f => (f.Figure.Quantity, f.Figure.Statistic));
        var outside = judged[false].Select(f => (f.Figure.Quantity, $"{f.Figure.Statistic} {f.Figure.Write(f.Value)}"));
        return $"{NameOf(level.Difficulty)}: in range: {List(inside)}; out of range: {List(outside)}";
    }

    static string List(IEnumerable<(string Quantity, string Statistic)> figures) => string.Join(", ", figures
        .GroupBy(f => f.Quantity, f => f.Statistic).Select(f => $"{f.Key} ({string.Join(", ", f)})").DefaultIfEmpty("none"));
}
