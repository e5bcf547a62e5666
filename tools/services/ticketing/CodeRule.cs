using System.Globalization;
using System.Text;
using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Ticketing;

/// <summary>The one rule for ticket codes, wherever they come from: what is imported is found by a scan of the same code.</summary>
public static class CodeRule
{
    const string FormulaStart = "=\"";

    /// <summary>
    /// The code without spaces at its ends, and taken out of a spreadsheet's formula <c>="00123"</c>, which keeps leading zeros.
    /// </summary>
    public static string Normalise(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var code = written.Trim();
        return IsFormula(code) ? code[FormulaStart.Length..^1].Trim() : code;
    }

    /// <summary>Whether a code is written as a spreadsheet's formula.</summary>
    internal static bool IsFormula(string code) =>
        code.Length > FormulaStart.Length + 1 && code.StartsWith(FormulaStart, StringComparison.Ordinal)
        && code.IndexOf('"', FormulaStart.Length) == code.Length - 1;

    /// <summary>Why no scan could redeem a ticket of this normalised code; null when one can. Quotes one character at most.</summary>
    public static string? RefusalOf(string code, bool isRotating)
    {
        ArgumentNullException.ThrowIfNull(code);
        var longest = isRotating ? RotatingCodes.LongestCode : TicketRequest.MaximumCodeLength;
        return code.Length == 0 ? "is missing"
            : code.AsSpan().IndexOfAnyExceptInRange(' ', '~') is var other and >= 0
                ? $"has {NameOf(code[other])}; readers pass printable ASCII characters only"
            : code.Length > longest
                ? $"has {code.Length} characters; a {(isRotating ? "rotating" : "static")} one has at most {longest}"
            : code.StartsWith(RotatingCodes.Prefix, StringComparison.Ordinal)
                ? $"begins with {RotatingCodes.Prefix}, as only the codes do that an application shows for a rotating ticket"
            // Printed with a space after it, which is no part of the code, even an identifier alone precedes something.
            : SymbologyIdentifier.Precedes(Encoding.ASCII.GetBytes(code + " "), code.Length + 1)
                ? $"begins with {code[..SymbologyIdentifier.Length]}, which readers put before a code to tell its kind and take off again"
            : null;
    }

    internal static string NameOf(char character) => char.IsControl(character) || char.IsSurrogate(character)
        ? string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)character:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"the character '{character}' (U+{(int)character:X4})");
}
