using System.Globalization;

namespace Pedestal.Plotting;

/// <summary>Formats figures.</summary>
public static class Text
{
    /// <summary>The text for a missing figure.</summary>
    public const string None = "n/a";

    /// <summary>A share in percent with three decimals.</summary>
    public static string Percent(double share) => Number(100 * share, 3) + "%";

    /// <summary>A number with the given number of decimals.</summary>
    public static string Number(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>An integer with digit groups.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate such as 1e-4.</summary>
    public static string Power(double rate) => string.Create(CultureInfo.InvariantCulture, $"1e{Math.Log10(rate):0}");
}
