using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>What is stored for an event.</summary>
/// <param name="Name">The event's name; of a party other than ticketing after the party's, as in "till/season".</param>
/// <param name="Persons">Guests who may enter with a palm.</param>
/// <param name="Palms">Their palms.</param>
/// <param name="Templates">The templates of these palms.</param>
/// <param name="OpenedAt">The time the event's own key was created; null if it has none.</param>
/// <param name="ClosedAt">The time its purge began; null if it is not over.</param>
/// <param name="Purged">Whether its key is destroyed and nobody enrolled under it is left.</param>
public sealed record EventSummary(string Name, long Persons, long Palms, long Templates, DateTimeOffset? OpenedAt = null,
    DateTimeOffset? ClosedAt = null, bool Purged = false);

/// <summary>Reads what is stored for each event.</summary>
static class EventSummaries
{
    /// <summary>All events, by name.</summary>
    public static IReadOnlyList<EventSummary> Read(Session session)
    {
        var counts = session.Rows(
            """
            SELECT guests.party, guests.event, count(DISTINCT palms.person), count(DISTINCT palms.id), count(*)
            FROM guests JOIN tokens ON tokens.fingerprint = guests.fingerprint AND tokens.party = guests.party
                JOIN palms ON palms.person = tokens.person JOIN templates ON templates.palm = palms.id
            GROUP BY guests.party, guests.event
            """,
            row => (Event: (row.GetString(0), row.GetInt64(1)),
                Summary: new EventSummary("", row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))))
            .ToDictionary(count => count.Event, count => count.Summary);
        var stored = EventRows.All(session).Select(known =>
                counts.GetValueOrDefault((known.Party, known.Number), new EventSummary("", 0, 0, 0)) with { Name = known.KeyName })
            .DistinctBy(known => known.Name).ToDictionary(known => known.Name);
        var keyed = session.Rows("SELECT name, opened_at, closing_at, audit FROM event_keys",
            row => (Name: row.GetString(0), OpenedAt: Time(row.GetInt64(1)),
                ClosedAt: row.IsDBNull(2) ? (DateTimeOffset?)null : Time(row.GetInt64(2)), Purged: !row.IsDBNull(3)));
        foreach (var (name, openedAt, closedAt, purged) in keyed)
        {
            stored[name] = stored.GetValueOrDefault(name, new EventSummary(name, 0, 0, 0)) with
            {
                OpenedAt = openedAt, ClosedAt = closedAt, Purged = purged,
            };
        }

        return [.. stored.Values.OrderBy(known => known.Name, StringComparer.Ordinal)];
    }

    static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
