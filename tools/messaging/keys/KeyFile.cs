using System.Text.Json;
using System.Text.Json.Serialization;
using Pedestal.Core.Protocol;

namespace Pedestal.Messaging;

/// <summary>What both kinds of key file share: JSON, hexadecimal secrets, readable by their owner only.</summary>
static class KeyFile
{
    const int MaximumBytes = 4 * 1024 * 1024;

    internal static JsonDocument Read(string path) => Parse(path, ReadBytes(path));

    internal static byte[] ReadBytes(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaximumBytes
                ? File.ReadAllBytes(path)
                : throw new KeyFileException(path, $"longer than {MaximumBytes} bytes; this is no key file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, $"cannot be read: {e.Message}", e);
        }
    }

    internal static JsonDocument Parse(string path, byte[] content)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException e)
        {
            // The parser's message may quote the file, so only the place is passed on.
            throw new KeyFileException(path, $"no valid JSON at line {e.LineNumber + 1}.");
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

    /// <summary>Writes beside the target and moves over it, so a crash leaves the old file or the new one.</summary>
    internal static void Write(string path, object content)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            // The mode counts only for a file that is created here.
            File.Delete(temporary);
            using (var stream = new FileStream(temporary, options))
            {
                JsonSerializer.Serialize(stream, content, Indented);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, $"cannot be written: {e.Message}", e);
        }
    }

    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
