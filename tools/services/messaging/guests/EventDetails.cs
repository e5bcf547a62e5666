using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pedestal.Messaging.Guests;

/// <summary>When an event is open.</summary>
public enum EventOpening
{
    /// <summary>From doors until the end.</summary>
    ByTime,

    /// <summary>Now, opened by hand.</summary>
    Open,

    /// <summary>Not now, closed by hand.</summary>
    Closed,
}

/// <summary>An event of a relying party, as the party's ticketing tells it.</summary>
public sealed record EventDetails
{
    /// <summary>Most entrances that an event can name, so that it fits into a message.</summary>
    public const int MostEntrances = 12;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 4,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new EventTime.Converter() },
    };

    /// <summary>Its number within the party, 1 or more; never used again for another event.</summary>
    public required int Number { get; init; }

    /// <summary>Its name within the party.</summary>
    public required string Name { get; init; }

    /// <summary>The venue where it takes place.</summary>
    public required string Venue { get; init; }

    /// <summary>The entrances that belong to it; none: every entrance of the venue.</summary>
    public IReadOnlyList<string> Entrances { get; init; } = [];

    /// <summary>When its doors open; null: never by time.</summary>
    public DateTimeOffset? Doors { get; init; }

    /// <summary>When it starts; null if nobody said.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it closes; null: never opens by time.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Whether it is open by time or by hand.</summary>
    public EventOpening Opening { get; init; }

    /// <summary>Why no event can be like this; null when one can.</summary>
    [JsonIgnore]
    public string? Refusal =>
        Number < 1 ? "its number is not 1 or more"
        : NameRule.RefusalOf(Name) is { } name ? $"its name {name}"
        : NameRule.Normalise(Name) != Name ? "its name has spaces or invisible characters that a name cannot have"
        : !Topics.IsName(Venue) ? "its venue is not 1 to 64 letters, digits, '-', '_' or '.'"
        : Entrances.Count > MostEntrances ? $"it has {Entrances.Count} entrances; at most {MostEntrances} are allowed"
        : !Entrances.All(entrance => Topics.IsName(entrance ?? "")) ? "an entrance is not 1 to 64 letters, digits, '-', '_' or '.'"
        : Entrances.Distinct(StringComparer.Ordinal).Count() < Entrances.Count ? "it names an entrance twice"
        : Doors > Start || Doors >= End || Start >= End ? "doors, start and end are not in this order"
        : null;

    /// <summary>Whether guests may enter at an instant.</summary>
    public bool IsOpenAt(DateTimeOffset now) =>
        Opening == EventOpening.Open || (Opening == EventOpening.ByTime && IsWithinTimes(now));

    /// <summary>Whether an instant is between doors and end, whether the event is open or not.</summary>
    public bool IsWithinTimes(DateTimeOffset now) => Doors <= now && now < End;

    /// <summary>Whether an entrance belongs to it.</summary>
    public bool IsAt(string venue, string entrance) =>
        venue == Venue && (Entrances.Count == 0 || Entrances.Contains(entrance, StringComparer.Ordinal));

    /// <summary>Whether both use one entrance at one time, so that nobody could say which of them a guest there is for.</summary>
    public bool Overlaps(EventDetails other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SharesEntrance(other) && Doors < other.End && other.Doors < End;
    }

    /// <summary>Whether an entrance belongs to both.</summary>
    public bool SharesEntrance(EventDetails other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Venue == other.Venue
            && (Entrances.Count == 0 || other.Entrances.Count == 0 || Entrances.Intersect(other.Entrances, StringComparer.Ordinal).Any());
    }

    /// <summary>Compares all of it, the entrances one by one.</summary>
    public bool Equals(EventDetails? other) => other is not null
        && (Number, Name, Venue, Doors, Start, End, Opening)
            == (other.Number, other.Name, other.Venue, other.Doors, other.Start, other.End, other.Opening)
        && Entrances.SequenceEqual(other.Entrances);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Name, Venue, Opening);

    /// <summary>Its JSON in UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads its JSON; null for anything that is no event that can be.</summary>
    public static EventDetails? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<EventDetails>(json, Json) is { Refusal: null } read ? read : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half a surrogate pair, which is valid JSON, but no text.
            return null;
        }
    }
}
