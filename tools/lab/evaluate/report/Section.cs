namespace Pedestal.Evaluate;

/// <summary>One line of the report.</summary>
/// <param name="Key">Its name in the JSON report.</param>
/// <param name="Label">Its name for readers.</param>
/// <param name="Value">The figure as text.</param>
sealed record Figure(string Key, string Label, string Value)
{
    /// <summary>The figure as a number; null if there is none.</summary>
    public double? Number { get; init; }

    /// <summary>Its 95 % confidence interval, as shares.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>An additional note.</summary>
    public string Note { get; init; } = "";

    /// <summary>A text figure.</summary>
    public static Figure OfText(string key, string label, string value) => new(key, label, value);

    /// <summary>An integer figure.</summary>
    public static Figure OfCount(string key, string label, long count) => new(key, label, Text.Count(count)) { Number = count };

    /// <summary>A number with the given number of decimals and a unit; null if it could not be measured.</summary>
    public static Figure OfNumber(string key, string label, double? value, int decimals, string unit = "") =>
        new(key, label, value is { } known ? Text.Number(known, decimals) + unit : Text.None) { Number = value };

    /// <summary>A share with its interval; not measurable if null or without trials.</summary>
    public static Figure OfShare(string key, string label, Proportion? share, string note = "") =>
        share is { Trials: > 0 } known
            ? new(key, label, Text.Percent(known.Rate))
            {
                Number = known.Rate,
                Interval = (known.Low, known.High),
                Note = note,
            }
            : new(key, label, "not measurable") { Note = note };
}

/// <summary>
/// One part of the report: topic, figures and a picture. HTML and JSON report consist only of sections, so that a new kind of
/// figure is a new section.
/// </summary>
/// <param name="Key">Its name in the JSON report.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Explanation">How its figures are defined.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Picture">Its picture; null for none.</param>
sealed record Section(string Key, string Title, string Explanation, IReadOnlyList<Figure> Figures, Picture? Picture = null);

/// <summary>A picture of the report, also written as a file.</summary>
sealed record Picture(string FileName, string Caption, byte[] Png);
