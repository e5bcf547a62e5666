using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>What is stored for an event.</summary>
/// <param name="Name">The event.</param>
/// <param name="Persons">Persons who may enter with a palm.</param>
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
    public static IReadOnlyList<EventSummary> Read(Session session, string current)
    {
        var stored = session.Rows(
            """
            SELECT gallery.event, count(DISTINCT palms.person), count(DISTINCT palms.id), count(*)
            FROM gallery JOIN palms ON palms.id = gallery.palm JOIN templates ON templates.palm = palms.id
            GROUP BY gallery.event
            """,
            row => new EventSummary(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)))
            .Append(new EventSummary(current, 0, 0, 0)).DistinctBy(known => known.Name).ToDictionary(known => known.Name);
        var keyed = session.Rows("SELECT name, opened_at, closing_at, audit FROM events",
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
