using System.Text.RegularExpressions;

namespace Pedestal.Ticketing;

/// <summary>Detects what spreadsheets do to codes and accounts that look like numbers, dates or formulas.</summary>
static partial class SpreadsheetDamage
{
    // The digits of a number that a spreadsheet keeps; it replaces further digits with zeros.
    const int DigitsKept = 15;

    const string FormatAsText = "format the column as text, export the list again and import it";

    /// <summary>What a spreadsheet seems to have done to a trimmed field; null if nothing.</summary>
    public static string? In(string field) =>
        CodeRule.IsFormula(field) ? "is a spreadsheet's formula; the text inside its quotes was imported"
        : Scientific().IsMatch(field) ? $"is a number that a spreadsheet has rounded; {FormatAsText}"
        : LongNumber().IsMatch(field) && field.AsSpan(DigitsKept).IndexOfAnyExcept('0') < 0
            ? $"is a number whose digits after the {DigitsKept}th a spreadsheet has replaced with zeros; {FormatAsText}"
        : ErrorValue().IsMatch(field) ? $"is a spreadsheet's error value; {FormatAsText}"
        : field.StartsWith('\'') ? $"begins with an apostrophe, a spreadsheet's mark for text; {FormatAsText}"
        : null;

    [GeneratedRegex(@"^[+-]?\d([.,]\d+)?E[+-]\d{2,3}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^[1-9]\d{15,}$", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"^#(N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV/0!|#+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorValue();
}
