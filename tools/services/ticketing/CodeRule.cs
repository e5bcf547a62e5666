using System.Text;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// The single rule for ticket codes, wherever they come from, so that a scan of a code finds the ticket imported with it.
/// </summary>
public static class CodeRule
{
    const string FormulaStart = "=\"";

    /// <summary>
    /// The code without spaces at its ends, and without a spreadsheet's formula around it (<c>="00123"</c>, which keeps leading
    /// zeros).
    /// </summary>
    public static string Normalise(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var code = written.Trim();
        return IsFormula(code) ? code[FormulaStart.Length..^1].Trim() : code;
    }

    /// <summary>Whether a code is written as a spreadsheet formula.</summary>
    internal static bool IsFormula(string code) =>
        code.Length > FormulaStart.Length + 1 && code.StartsWith(FormulaStart, StringComparison.Ordinal)
        && code.IndexOf('"', FormulaStart.Length) == code.Length - 1;

    /// <summary>
    /// Why no scan could redeem a ticket with this normalised code; null when one can. Quotes at most one character.
    /// </summary>
    public static string? RefusalOf(string code, bool isRotating)
    {
        ArgumentNullException.ThrowIfNull(code);
        var longest = isRotating ? RotatingCodes.LongestCode : TicketRequest.MaximumCodeLength;
        return code.Length == 0 ? "is missing"
            : code.AsSpan().IndexOfAnyExceptInRange(' ', '~') is var other and >= 0
                ? $"has {NameRule.NameOf(code[other])}; readers pass only printable ASCII characters"
            : code.Length > longest
                ? $"has {code.Length} characters; a {(isRotating ? "rotating" : "static")} code may have at most {longest}"
            : code.StartsWith(RotatingCodes.Prefix, StringComparison.Ordinal)
                ? $"begins with {RotatingCodes.Prefix}, which is reserved for the codes that an application shows for a rotating ticket"
            // Even an identifier alone precedes a code here, because the code may be printed with a space after it.
            : SymbologyIdentifier.Precedes(Encoding.ASCII.GetBytes(code + " "), code.Length + 1)
                ? $"begins with {code[..SymbologyIdentifier.Length]}, a prefix that readers add to tell a code's kind, and that is removed from scans"
            : null;
    }
}
