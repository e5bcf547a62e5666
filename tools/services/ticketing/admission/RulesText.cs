using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>An event's rules as JSON, as they are stored and sent.</summary>
static class RulesText
{
    const int MostKnown = 100;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new EventTime.Converter() },
    };

    // Every redemption reads its event's rules.
    static readonly ConcurrentDictionary<string, EventRules> Known = new(StringComparer.Ordinal);

    /// <summary>Writes rules.</summary>
    public static string Write(EventRules rules) => JsonSerializer.Serialize(rules, Json);

    /// <summary>Reads rules.</summary>
    /// <exception cref="EventException">They are not the JSON of rules; the message says where.</exception>
    public static EventRules Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<EventRules>(text, Json) ?? throw new JsonException("The JSON value is null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EventException(EventFault.Invalid, $"These are no rules of an event: {e.Message}");
        }
    }

    /// <summary>Rules as stored; an event without any has none.</summary>
    public static EventRules Stored(string? text)
    {
        if (text is null)
        {
            return EventRules.None;
        }

        if (Known.Count > MostKnown)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(text, Read);
    }
}
