using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Refusals of one kind at an entrance.</summary>
/// <param name="Entrance">The entrance.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason, if the decision is not reason enough.</param>
public readonly record struct Refusals(string Entrance, Decision Decision, RefusalReason Reason);

/// <summary>How often lanes refused, by entrance, minute and reason; nothing of the guests.</summary>
public sealed class RefusalLog
{
    readonly Database _database;

    internal RefusalLog(Database database) => _database = database;

    /// <summary>Adds counts, each to the event that is open at its entrance.</summary>
    internal void Add(IReadOnlyCollection<KeyValuePair<Refusals, int>> counts, string venue, DateTimeOffset now) => _database.Write(session =>
    {
        foreach (var (refusals, count) in counts)
        {
            session.Run(
                """
                INSERT INTO refusals(event, entrance, minute, decision, reason, count)
                VALUES(@event, @entrance, @minute, @decision, @reason, @count)
                ON CONFLICT (event, entrance, minute, decision, reason) DO UPDATE SET count = refusals.count + excluded.count
                """,
                ("event", EventBook.OpenAt(session, new Entrance(venue, refusals.Entrance), now)?.Details.Number ?? 0),
                ("entrance", refusals.Entrance), ("minute", now.ToUnixTimeSeconds() / 60), ("decision", refusals.Decision.ToString()),
                ("reason", refusals.Reason.ToString()), ("count", count));
        }
    });

    /// <summary>The refusals at an event since an instant, most frequent first.</summary>
    internal static List<(Refusals Refusals, long Count)> Of(Session session, int @event, DateTimeOffset since) => session.Rows(
        """
        SELECT entrance, decision, reason, SUM(count) AS total FROM refusals WHERE event = @event AND minute >= @since
        GROUP BY entrance, decision, reason ORDER BY total DESC, entrance, decision, reason
        """,
        row => (new Refusals(row.GetString(0), Enum.Parse<Decision>(row.GetString(1)), Enum.Parse<RefusalReason>(row.GetString(2))),
            Convert.ToInt64(row.GetValue(3))),
        ("event", @event), ("since", since == DateTimeOffset.MinValue ? 0 : since.ToUnixTimeSeconds() / 60));
}
