using System.CommandLine.Parsing;
using System.Globalization;

namespace Pedestal.Evaluate;

/// <summary>Checks values of options.</summary>
static class Options
{
    /// <summary>Refuses numbers outside a range.</summary>
    public static Action<OptionResult> InRange<T>(string name, T low, T high)
        where T : IParsable<T>, IComparable<T> => result =>
    {
        // The parser refuses text that is not a number.
        if (result.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)
            && (value.CompareTo(low) < 0 || value.CompareTo(high) > 0))
        {
            result.AddError($"{name} must be {low} to {high}.");
        }
    };
}
