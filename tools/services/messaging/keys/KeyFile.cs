using System.Text.Json;
using System.Text.Json.Serialization;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>What both kinds of key file have in common: JSON, hexadecimal secrets, readable only by their owner.</summary>
static class KeyFile
{
    const int MaximumBytes = 4 * 1024 * 1024;

    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads a file; any fault in it is a <see cref="KeyFileException"/>.</summary>
    internal static T Read<T>(string path, Func<JsonElement, T> read) => Parse(path, ReadBytes(path), read);

    internal static byte[] ReadBytes(string path)
    {
        try
        {
            return TextFile.ReadBytes(path, MaximumBytes);
        }
        catch (InvalidDataException e)
        {
            throw new KeyFileException(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KeyFileException(path, $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Parses a file's bytes; any fault in them is a <see cref="KeyFileException"/>.</summary>
    internal static T Parse<T>(string path, byte[] content, Func<JsonElement, T> read)
    {
        try
        {
            var text = TextFile.Decode(content);
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new KeyFileException(path, "is empty.");
            }

            using var document = JsonDocument.Parse(text);
            RefuseDuplicates(path, document.RootElement);
            return read(document.RootElement);
        }
        catch (InvalidDataException e)
        {
            throw new KeyFileException(path, e.Message, e);
        }
        catch (JsonException e)
        {
            // The parser's message may quote the file, so only the line number is passed on.
            throw new KeyFileException(path, $"is not valid JSON at line {e.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair: valid JSON, but not valid text.
            throw new KeyFileException(path, "a name or value in it is not valid text.");
        }
    }

    internal static string Name(string path, JsonElement root, string entry)
    {
        var value = Member(path, root, entry);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        if (!Topics.IsName(text))
        {
            throw new KeyFileException(path, $"\"{entry}\" must be 1 to 64 letters, digits, '-', '_' or '.'.");
        }

        return text;
    }

    internal static JsonElement Member(string path, JsonElement root, string entry)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(entry, out var value))
        {
            throw new KeyFileException(path, $"\"{entry}\" is missing.");
        }

        return value;
    }

    internal static byte[] Secret(string path, string entry, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        if (text.Length != 2 * DeviceKey.Length || !text.All(char.IsAsciiHexDigit))
        {
            throw new KeyFileException(path, $"\"{entry}\" must be {2 * DeviceKey.Length} hexadecimal digits.");
        }

        return Convert.FromHexString(text);
    }

    /// <summary>Writes the file, replacing an existing one; see <see cref="SecretFile"/>.</summary>
    internal static void Write(string path, object content)
    {
        try
        {
            SecretFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(content, Indented));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, $"cannot be written: {e.Message}", e);
        }
    }

    // Nobody can tell which of the two was meant, and most parsers silently take the last.
    static void RefuseDuplicates(string path, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                RefuseDuplicates(path, item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                if (!names.Add(member.Name))
                {
                    throw new KeyFileException(
                        path, $"{(Topics.IsName(member.Name) ? $"\"{member.Name}\"" : "an entry")} occurs twice.");
                }

                RefuseDuplicates(path, member.Value);
            }
        }
    }
}
