using System.Text;
using System.Text.RegularExpressions;

namespace Pedestal.Web.Guests;

/// <summary>The places for values in a text, as in "{0}".</summary>
static partial class Places
{
    /// <summary>Whether a translation takes the same values as the original; a text with a stray brace takes none.</summary>
    public static bool AreSame(string? text, string original)
    {
        try
        {
            _ = CompositeFormat.Parse(text ?? "");
        }
        catch (FormatException)
        {
            return false;
        }

        return Of(text ?? "").SetEquals(Of(original));
    }

    static HashSet<string> Of(string text) => [.. Place().Matches(text).Select(place => place.Value)];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
