using System.Globalization;
using System.Text;
using Pedestal.Web.Live;
using Pedestal.Web.Services;

namespace Pedestal.Web.Operators;

/// <summary>Decisions, reasons and numbers as people read them.</summary>
static class Words
{
    /// <summary>An attempt, as in "admitted by palm".</summary>
    public static string Of(Attempt attempt)
    {
        var what = attempt.Decision != "none" ? attempt.Decision : attempt.Reason;
        return $"{Plain(what)}{(attempt.Way is "palm" or "ticket" ? $" by {attempt.Way}" : "")}";
    }

    /// <summary>A name of the API in words: TicketUsed is "ticket used".</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    /// <summary>With a capital letter, as at the start of a sentence.</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    /// <summary>A word of a message as people read it: "not-recognised" is "not recognised".</summary>
    public static string Plain(string word) => word.Replace('-', ' ');

    /// <summary>Refusals of one kind, as in "12 ticket used".</summary>
    public static string Of(RefusalNumbers refused) =>
        $"{Number(refused.Count)} {Of(refused.Decision)}" + (refused.Reason is "None" or "" ? "" : $" ({Of(refused.Reason)})");

    /// <summary>A number with separators.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How many are expected, as in "120" or "120 to 370".</summary>
    public static string Of(ExpectedNumbers expected) => expected.AtLeast == expected.AtMost
        ? Number(expected.AtLeast) : $"{Number(expected.AtLeast)} to {Number(expected.AtMost)}";

    /// <summary>A number with the word behind it, in the plural unless it is one.</summary>
    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";
}
