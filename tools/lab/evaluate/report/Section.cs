namespace Pedestal.Evaluate;

/// <summary>One line of the report.</summary>
/// <param name="Key">Its name in the JSON report.</param>
/// <param name="Label">Its name for readers.</param>
/// <param name="Value">The figure as text.</param>
sealed record Figure(string Key, string Label, string Value)
{
    /// <summary>The figure as a number; null when there is none, or it is no number.</summary>
    public double? Number { get; init; }

    /// <summary>Its 95 % confidence interval, as shares.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>What there is to add.</summary>
    public string Note { get; init; } = "";

    /// <summary>A text.</summary>
    public static Figure OfText(string key, string label, string value) => new(key, label, value);

    /// <summary>A whole number.</summary>
    public static Figure OfCount(string key, string label, long count) => new(key, label, Text.Count(count)) { Number = count };

    /// <summary>A number with so many decimals and its unit; null for one that could not be measured.</summary>
    public static Figure OfNumber(string key, string label, double? value, int decimals, string unit = "") =>
        new(key, label, value is { } known ? Text.Number(known, decimals) + unit : Text.None) { Number = value };

    /// <summary>A share with its interval; null, or one without trials, could not be measured.</summary>
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
/// One part of the report: what it is about, its figures, and a picture. The HTML and the JSON report are made of sections
/// alone, so that another kind of figures is another section.
/// </summary>
/// <param name="Key">Its name in the JSON report.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Explanation">How its figures are defined.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Picture">Its picture; null for none.</param>
sealed record Section(string Key, string Title, string Explanation, IReadOnlyList<Figure> Figures, Picture? Picture = null);

/// <summary>A picture of the report, also written as a file.</summary>
sealed record Picture(string FileName, string Caption, byte[] Png);
