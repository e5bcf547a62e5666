using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Pedestal.Terminal;

/// <summary>Reads JSON from an untrusted source: once read, none of its members throws when accessed.</summary>
public static class UntrustedJson
{
    /// <summary>Longest text accepted, four times a pedestal's longest message.</summary>
    public const int LongestBytes = 16 * 1024;

    /// <summary>Deepest nesting accepted; a pedestal's messages have four levels.</summary>
    public const int Deepest = 16;

    /// <summary>Reads an object.</summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="value">The object; it needs no disposal.</param>
    /// <param name="reason">Why it cannot be read, without quoting any of the text.</param>
    public static bool TryReadObject(
        ReadOnlyMemory<byte> bytes, out JsonElement value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        reason = bytes.Length > LongestBytes ? $"longer than {LongestBytes} bytes"
            : !Utf8.IsValid(bytes.Span) ? "not UTF-8"
            : null;
        if (reason != null)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Deepest });
            reason = document.RootElement.ValueKind == JsonValueKind.Object ? FaultOf(document.RootElement) : "not a JSON object";
            value = reason is null ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            reason = $"not JSON, or nested more than {Deepest} levels deep";
        }

        return reason is null;
    }

    static string? FaultOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FaultOfMembers(value),
        JsonValueKind.Array => value.EnumerateArray().Select(FaultOf).FirstOrDefault(fault => fault != null),
        JsonValueKind.String => IsText(() => value.GetString()) ? null : "text that is not valid Unicode",
        JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number) ? null : "a number that is not finite",
        _ => null,
    };

    static string? FaultOfMembers(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!IsText(() => member.Name))
            {
                return "a name that is not valid Unicode";
            }

            if (!names.Add(member.Name))
            {
                return "a duplicate member";
            }

            if (FaultOf(member.Value) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Half a surrogate pair can be written as an escape sequence, and throws only when the text is read.</summary>
    static bool IsText(Func<string?> read)
    {
        try
        {
            _ = read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
