using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Reads tickets with their passages.</summary>
static class TicketRows
{
    // More tickets of one account than a reply can count are not looked at.
    const int MostFree = 64;

    const int TicketColumns = 12;

    const string ByCode = "SELECT number, 0 AS tie FROM tickets WHERE code = @code";

    // Rows of the partial index "entries_open", because an account may have very many tickets.
    const string OpenAtPedestal =
        """
        SELECT ticket AS number, 2 AS tie FROM entries
        WHERE state = 0 AND pedestal = @pedestal AND due > @now AND direction = 0 AND medium = @medium
        """;

    const string Own =
        """
        SELECT number, 0 AS tie FROM tickets WHERE holder = @token
        UNION ALL
        SELECT number, 1 AS tie FROM tickets WHERE code = (SELECT code FROM account_tokens WHERE token_hash = @token)
        """;

    const string Used = "SELECT ticket AS number, 3 AS tie FROM entries WHERE token_hash = @token AND direction = 0 AND state <> 3";

    // Another person's ticket is one that a person holds or enrolled with. PostgreSQL plans while it believes that there are few entries:
    // "+ 0" keeps it from reading all of the event's, and LIMIT instead of EXISTS from reading the whole table.
    static readonly string FreeOfAccount =
        $"""
        SELECT t.number, 4 AS tie FROM tickets t JOIN ticket_events v ON v.ticket = t.number AND v.event = @event
        WHERE t.account = {AccountOfToken} AND t.status = 'valid' AND t.holder IS NULL
            AND NOT EXISTS (SELECT 1 FROM account_tokens o WHERE o.code = t.code AND o.account = t.account AND o.token_hash <> @token)
        ORDER BY COALESCE((SELECT 1 FROM entries x WHERE x.ticket = t.number AND x.event + 0 = @event AND x.state <> 3 LIMIT 1), 0),
            t.code LIMIT {MostFree}
        """;

    static readonly string OneByCode = Of(ByCode);

    static readonly string AllOfAccount =
        Of("SELECT number, 0 AS tie FROM tickets WHERE account = @account ORDER BY code LIMIT @most");

    static readonly string Resembling = Of(
        """
        SELECT number, 0 AS tie FROM tickets
        WHERE lower(code) LIKE lower(@begin) ESCAPE '\' OR lower(account) LIKE lower(@part) ESCAPE '\' ORDER BY account, code LIMIT @most
        """);

    static readonly string CodeAtLane = Of(
        $"{ByCode} UNION ALL {OpenAtPedestal}", "WHERE t.account = (SELECT account FROM tickets WHERE code = @code)");

    /// <summary>
    /// Selects what <see cref="RowOf"/> reads: a person's own tickets for an event, those that the person was admitted with, and those
    /// of the account whose codes were admitted at a pedestal and have not passed yet.
    /// </summary>
    internal static readonly string PalmAtLane = Of(
        $"{Own} UNION ALL {OpenAtPedestal} UNION ALL {Used} AND event + 0 = @event",
        $"WHERE t.account = {AccountOfToken} AND v.event IS NOT NULL");

    static readonly string FreeTickets = Of(FreeOfAccount);

    static readonly string AllOfPerson = Of($"{Own} UNION ALL {Used}", $"WHERE t.account = {AccountOfToken}");

    /// <summary>The account that a token belongs to, as a value.</summary>
    internal const string AccountOfToken = "(SELECT account FROM account_tokens WHERE token_hash = @token)";

    /// <summary>The ticket with a code; null if there is none.</summary>
    public static Ticket? Find(Session session, string code) =>
        Read(session, OneByCode, @event: 0, ("code", code)).SingleOrDefault();

    /// <summary>The tickets whose code begins with a text or whose account contains it, by account, at most so many.</summary>
    public static List<Ticket> Like(Session session, string text, int most)
    {
        var pattern = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return Read(session, Resembling, @event: 0, ("begin", pattern + "%"), ("part", $"%{pattern}%"), ("most", most));
    }

    /// <summary>An account's tickets by code, at most so many.</summary>
    public static List<Ticket> OfAccount(Session session, string account, int most) => Read(session, AllOfAccount, @event: 0,
        ("account", account), ("most", most));

    /// <summary>Whether there is a ticket with a code.</summary>
    public static bool Exists(Session session, string code) =>
        session.Value("SELECT 1 FROM tickets WHERE code = @code", ("code", code)) is not null;

    /// <summary>Notes the half minute of a signed code that was shown, unless a later one was.</summary>
    public static void Shown(Session session, long ticket, long step) => session.Run(
        "UPDATE tickets SET shown_step = @step WHERE number = @ticket AND (shown_step IS NULL OR shown_step < @step)",
        ("step", step), ("ticket", ticket));

    /// <summary>
    /// The ticket with a code, and those of its account whose palms were admitted at this pedestal and have not passed yet.
    /// </summary>
    public static List<Ticket> AtLane(Session session, string code, int @event, string pedestal, DateTimeOffset now) => Read(
        session, CodeAtLane, @event, ("code", code), ("pedestal", pedestal), ("now", now.ToUnixTimeSeconds()), ("medium", "palm"));

    /// <summary>The tickets of a person's account for an event that are no other person's, at most 64, unused ones first.</summary>
    public static List<Ticket> Free(Session session, byte[] token, int @event) => Of(session.Rows(Free(token, @event)));

    /// <summary>Their rows.</summary>
    public static Lookup<(Ticket Ticket, Entry? Entry)?> Free(byte[] token, int @event) =>
        new(FreeTickets, row => RowOf(row), ("token", token), ("event", @event));

    /// <summary>A person's own tickets for all events, and those that the person was admitted with.</summary>
    public static List<Ticket> OfPerson(Session session, byte[] token) => Read(session, AllOfPerson, @event: 0, ("token", token));

    /// <summary>Reads a ticket with one of its passages, from a column on; null for a row of neither.</summary>
    internal static (Ticket Ticket, Entry? Entry)? RowOf(DbDataReader row, int at = 0) => row.IsDBNull(at) ? null
        : (TicketOf(row, at), row.IsDBNull(at + TicketColumns) ? null : EntryRows.Read(row, at + TicketColumns));

    /// <summary>The tickets of these rows. One that is found in several ways counts as the first of them.</summary>
    internal static List<Ticket> Of(IEnumerable<(Ticket Ticket, Entry? Entry)?> rows) =>
    [
        .. rows.OfType<(Ticket Ticket, Entry? Entry)>().GroupBy(row => row.Ticket.Number).Select(TicketOf)
            .OrderBy(t => t.Tie).ThenBy(t => t.Code, StringComparer.Ordinal),
    ];

    static List<Ticket> Read(Session session, string sql, int @event, params ReadOnlySpan<(string, object?)> values) =>
        Of(session.Rows(sql, row => RowOf(row), [.. values, ("event", @event)]));

    static string Of(string numbers, string condition = "") =>
        $"""
        SELECT t.number, t.code, t.account, t.status, t.rotating, t.product, t.uses, t.blocked, t.holder, t.shown_step,
            CASE WHEN v.event IS NULL THEN 0 ELSE 1 END, w.tie, {EntryRows.Columns}
        FROM ({numbers}) w JOIN tickets t ON t.number = w.number LEFT JOIN ticket_events v ON v.ticket = t.number AND v.event = @event
        LEFT JOIN entries e ON e.ticket = t.number AND e.state <> 3 {condition}
        """;

    static Ticket TicketOf(IEnumerable<(Ticket Ticket, Entry? Entry)> rows)
    {
        var ticket = rows.MinBy(row => row.Ticket.Tie).Ticket;
        return ticket with
        {
            Entries = [.. rows.Select(row => row.Entry).OfType<Entry>().DistinctBy(e => e.Number).OrderBy(e => e.At).ThenBy(e => e.Number)],
        };
    }

    static Ticket TicketOf(DbDataReader row, int at) => new(
        row.GetInt64(at), row.GetString(at + 1), row.GetString(at + 2), row.GetString(at + 3) == "valid", row.GetInt64(at + 4) == 1,
        row.GetString(at + 5), row.IsDBNull(at + 6) ? null : row.GetInt32(at + 6), row.IsDBNull(at + 7) ? null : row.GetString(at + 7),
        row.IsDBNull(at + 8) ? null : row.GetFieldValue<byte[]>(at + 8), row.IsDBNull(at + 9) ? null : row.GetInt64(at + 9),
        row.GetInt64(at + 10) == 1, (Tie)row.GetInt64(at + 11), []);
}
