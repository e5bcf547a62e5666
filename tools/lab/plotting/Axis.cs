namespace Pedestal.Plotting;

/// <summary>One axis of a plot.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Low">Value at its start.</param>
/// <param name="High">Value at its end.</param>
/// <param name="IsLogarithmic">Whether equal lengths are equal factors.</param>
/// <param name="Ticks">Labelled values.</param>
public sealed record Axis(
    string Title, double Low, double High, bool IsLogarithmic, IReadOnlyList<(double Value, string Label)> Ticks)
{
    /// <summary>Logarithmic axis of shares from a power of ten up to 100 %.</summary>
    public static Axis OfShares(string title, int lowestPower)
    {
        var ticks = Enumerable.Range(lowestPower, 1 - lowestPower)
            .Select(power => (Math.Pow(10, power), $"{(decimal)Math.Pow(10, power + 2):0.######} %")).ToList();
        return new Axis(title, Math.Pow(10, lowestPower), 1, true, ticks);
    }

    /// <summary>Linear axis with a label at every step.</summary>
    public static Axis Linear(string title, double low, double high, double step, Func<double, string> label)
    {
        var count = (int)Math.Round((high - low) / step);
        return new Axis(title, low, high, false,
            [.. Enumerable.Range(0, count + 1).Select(i => (low + i * step, label(low + i * step)))]);
    }

    /// <summary>Where a value lies, 0 at the start and 1 at the end; values beyond are at the ends.</summary>
    public double Place(double value)
    {
        var place = IsLogarithmic
            ? Math.Log(Math.Max(value, Low) / Low) / Math.Log(High / Low)
            : (value - Low) / (High - Low);
        return Math.Clamp(place, 0, 1);
    }
}
