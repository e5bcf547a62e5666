// references: nanoFramework.System.Collections, System.IO.Streams
using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace nanoFramework.Json;

/// <summary>
/// Writes what the package writes, using System.Text.Json, and throws where the package would corrupt its input: it escapes nothing
/// and drops characters beyond the first 65,536 of Unicode.
/// </summary>
public static class JsonConvert
{
    static readonly JsonWriterOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serializes a table of names and values in the order of the names' hashes, which differs from run to run.</summary>
    /// <param name="oSource">A table of strings, integers, booleans and further tables by name.</param>
    /// <exception cref="NotSupportedException">The package would corrupt a name or string, or a value has another type.</exception>
    public static string SerializeObject(object oSource)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, AsIs))
        {
            Write(writer, oSource);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case Hashtable table:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in table)
                {
                    writer.WritePropertyName(Checked((string)entry.Key));
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case string text:
                writer.WriteStringValue(Checked(text));
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            default:
                throw new NotSupportedException($"A value of type {value?.GetType().Name ?? "null"} is not supported.");
        }
    }

    static string Checked(string text) =>
        text.All(c => c is not ('"' or '\\') && !char.IsControl(c) && !char.IsSurrogate(c))
            ? text
            : throw new NotSupportedException($"nanoFramework.Json would corrupt the text {JsonSerializer.Serialize(text)}.");
}
