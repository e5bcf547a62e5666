using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pedestal.Messaging.Guests;

/// <summary>
/// Instants as people and systems write them: ISO 8601 with its offset from UTC, such as 2026-11-28T20:00+01:00 or ...Z. A time
/// without an offset means another instant on every machine, and twice the same one when summer time ends; it is refused.
/// </summary>
public static class EventTime
{
    static readonly string[] Formats =
    [
        .. new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }.SelectMany(time =>
            new[] { $"yyyy-MM-dd'T'{time}'Z'", $"yyyy-MM-dd'T'{time}zzz" }),
    ];

    /// <summary>Reads an instant, in UTC; false for anything else, also for a time without an offset.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    /// <summary>Writes an instant in UTC.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Instants in JSON: only texts that <see cref="TryParse"/> reads.</summary>
    public sealed class Converter : JsonConverter<DateTimeOffset>
    {
        /// <inheritdoc/>
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var instant)
                ? instant
                : throw new JsonException("An instant looks like 2026-11-28T20:00:00+01:00; its offset must not be missing.");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Text(value));
    }
}
