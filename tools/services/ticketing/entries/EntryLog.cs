using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>What a pedestal's report of a passage meant to the log.</summary>
public enum PassageEffect
{
    /// <summary>The passage was confirmed or undone, or the log knew it already.</summary>
    Known,

    /// <summary>The log knows no admission by this request.</summary>
    NoAdmission,

    /// <summary>Guests passed twice by one admission.</summary>
    PassedTwice,

    /// <summary>Somebody came in whom no admission let through.</summary>
    SlippedThrough,

    /// <summary>Somebody left at a lane that asks for nothing.</summary>
    LeftUnseen,
}

/// <summary>The log of entries: every passage in or out, whether it counts, and by whom it was undone.</summary>
public sealed class EntryLog
{
    /// <summary>Who undoes an admission that nobody passed for.</summary>
    public const string ByPedestal = "pedestal";

    // The largest difference between a pedestal's clock and this one.
    static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    readonly Database _database;

    internal EntryLog(Database database) => _database = database;

    /// <summary>Records what became of an admission, or a passage without one. The same report again changes nothing.</summary>
    /// <param name="report">The report.</param>
    /// <param name="entrance">The pedestal's entrance.</param>
    /// <param name="pedestal">The pedestal.</param>
    /// <param name="now">The time.</param>
    public Task<PassageEffect> ReportPassageAsync(PassageReport report, Entrance entrance, string pedestal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(report);
        var key = TicketCall.KeyOf(pedestal, report.RequestId);
        var at = TimeOf(report, now);
        var found = OfRequest(key);
        return report.Outcome switch
        {
            PassageOutcome.Passed => _database.WriteAsync(session => Passed(session, found, key, at), CancellationToken.None, found),
            PassageOutcome.NotPassed => _database.WriteAsync(session => NotPassed(session, found, key, now), CancellationToken.None),
            _ => _database.WriteAsync(
                session => Unadmitted(session, found, report.Direction, key, entrance, pedestal, at), CancellationToken.None),
        };
    }

    /// <summary>A ticket's passages in the order of their times, those that were undone too; none for an unknown code.</summary>
    public IReadOnlyList<Entry> HistoryOf(string code) => !TicketStore.IsStorable(code) ? [] : _database.Read(session => session.Rows(
        $"SELECT {EntryRows.Columns} FROM tickets t JOIN entries e ON e.ticket = t.number WHERE t.code = @code ORDER BY e.at, e.number",
        row => EntryRows.Read(row), ("code", code)));

    /// <summary>How many entries count for each account; accounts without any are absent.</summary>
    public IReadOnlyDictionary<string, int> EntriesByAccount() =>
        _database.Read(session => session.Rows(
            """
            SELECT t.account, COUNT(*) FROM entries e JOIN tickets t ON t.number = e.ticket
            WHERE e.direction = 0 AND e.state <> 3 GROUP BY t.account
            """,
            row => (Account: row.GetString(0), Count: (int)row.GetInt64(1))))
            .ToDictionary(r => r.Account, r => r.Count);

    // Also after it was undone: whoever passed is inside. Only if the ticket admitted again meanwhile, two passed by one ticket.
    static PassageEffect Passed(Session session, Lookup<Found> ofRequest, string key, DateTimeOffset at)
    {
        var found = session.Rows(ofRequest).SingleOrDefault();
        if (found?.Account is { } account && !session.Claim(account))
        {
            // The account's tickets were just changed, perhaps this one's admission.
            found = session.Rows(ofRequest).SingleOrDefault();
        }

        if (found is null)
        {
            return PassageEffect.NoAdmission;
        }

        if (found.Entry.State == EntryState.Passed)
        {
            return found.PassedBy is null || found.PassedBy == key ? PassageEffect.Known : PassageEffect.PassedTwice;
        }

        if (found.Entry.State == EntryState.Undone && session.Value(
            """
            SELECT 1 FROM entries WHERE ticket = @ticket AND number > @number AND direction = @direction AND state <> 3
            """,
            ("ticket", found.Ticket), ("number", found.Entry.Number), ("direction", (int)found.Entry.Direction)) is not null)
        {
            return PassageEffect.PassedTwice;
        }

        EntryRows.Confirm(session, found.Entry, key, at);
        return PassageEffect.Known;
    }

    // Only the latest request speaks for the admission. One that has not arrived yet must not admit any more.
    static PassageEffect NotPassed(Session session, Lookup<Found> ofRequest, string key, DateTimeOffset now)
    {
        if (session.Run(
            """
            INSERT INTO repeats(request) SELECT @request WHERE NOT EXISTS (SELECT 1 FROM entries WHERE request = @request)
            ON CONFLICT (request) DO NOTHING
            """,
            ("request", key)) > 0 || session.Rows(ofRequest) is not [var found])
        {
            return PassageEffect.NoAdmission;
        }

        if (found.Entry.Request == key && found.Entry.State is EntryState.Provisional or EntryState.Counted)
        {
            EntryRows.Undo(session, found.Entry, ByPedestal, reason: null, now);
        }

        return PassageEffect.Known;
    }

    static PassageEffect Unadmitted(
        Session session, Lookup<Found> ofRequest, Direction direction, string key, Entrance entrance, string pedestal, DateTimeOffset at)
    {
        if (session.Rows(ofRequest) is [])
        {
            EntryRows.Add(session, ticket: null, new Entry
            {
                Number = 0,
                Event = EventBook.OpenAt(session, entrance, at)?.Details.Number,
                Direction = direction,
                At = at,
                Due = at,
                Entrance = entrance.Name,
                Pedestal = pedestal,
                Medium = Medium.Contact,
                Request = key,
                State = EntryState.Passed,
            }, origin: entrance.Name);
            return direction == Direction.In ? PassageEffect.SlippedThrough : PassageEffect.LeftUnseen;
        }

        return PassageEffect.Known;
    }

    static Lookup<Found> OfRequest(string key) => new(
        $"""
        SELECT e.ticket, t.account, e.passed_by, {EntryRows.Columns} FROM entries e LEFT JOIN tickets t ON t.number = e.ticket
        WHERE e.number = (SELECT number FROM entries WHERE request = @request
            UNION ALL SELECT entry FROM repeats WHERE request = @request AND entry IS NOT NULL)
        """,
        row => new Found(row.IsDBNull(0) ? null : row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1),
            row.IsDBNull(2) ? null : row.GetString(2), EntryRows.Read(row, 3)),
        ("request", key));

    // A pedestal may not know the time, or a wrong one.
    static DateTimeOffset TimeOf(PassageReport report, DateTimeOffset now) =>
        report.UnixSeconds > 0 && Math.Abs((double)report.UnixSeconds - now.ToUnixTimeSeconds()) <= ClockTolerance.TotalSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(report.UnixSeconds) : now;

    sealed record Found(long? Ticket, string? Account, string? PassedBy, Entry Entry);
}
