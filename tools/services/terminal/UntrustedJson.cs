using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Pedestal.Terminal;

/// <summary>JSON that anybody may have written: once it is read, none of its members can throw when it is looked at.</summary>
public static class UntrustedJson
{
    /// <summary>Longest text taken, four times the longest message of a pedestal.</summary>
    public const int LongestBytes = 16 * 1024;

    /// <summary>Objects and lists in each other; a pedestal's messages have four.</summary>
    public const int Deepest = 16;

    /// <summary>Reads an object.</summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="value">The object; it needs no disposal.</param>
    /// <param name="reason">Why it cannot be read, in words of ours: nothing of the text is in them.</param>
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
            reason = document.RootElement.ValueKind == JsonValueKind.Object ? FaultOf(document.RootElement) : "no JSON object";
            value = reason is null ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            reason = $"no JSON, or nested more than {Deepest} deep";
        }

        return reason is null;
    }

    static string? FaultOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FaultOfMembers(value),
        JsonValueKind.Array => value.EnumerateArray().Select(FaultOf).FirstOrDefault(fault => fault != null),
        JsonValueKind.String => IsText(() => value.GetString()) ? null : "text that is no Unicode",
        JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number) ? null : "a number without bounds",
        _ => null,
    };

    static string? FaultOfMembers(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!IsText(() => member.Name))
            {
                return "a name that is no Unicode";
            }

            if (!names.Add(member.Name))
            {
                return "a member twice";
            }

            if (FaultOf(member.Value) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Half a surrogate pair can be written as an escape sequence, and shows only when the text is asked for.</summary>
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
