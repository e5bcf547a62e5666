using System.Data.Common;
using System.Security.Cryptography;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Tickets and their redemptions. Every operation is one durable transaction.</summary>
public sealed class TicketStore : IDisposable
{
    const int ImportBatch = 500;

    readonly Database _database;

    /// <summary>Opens the database.</summary>
    /// <param name="source">An SQLite file or a PostgreSQL address; see <see cref="Database.Open"/>.</param>
    /// <param name="mustExist">Whether an absent SQLite file is an error; otherwise it is created.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public TicketStore(string source, bool mustExist = false)
    {
        if (mustExist && !Database.IsServer(source) && !File.Exists(source))
        {
            throw new StorageException(StorageError.Unreachable,
                $"The database {source} does not exist. Set the one that ticketing uses.");
        }

        _database = Database.Open(source, new Component("ticketing", typeof(TicketStore).Assembly));
        Events = new EventBook(_database);
        Guests = new GuestLists(_database);
        Accounts = new AccountTokens(_database);
        Links = new EnrolmentLinks(_database);
        Offline = new OfflineTickets(_database);
        Probe = new WriteProbe(_database, TimeProvider.System);
    }

    /// <summary>Tests whether the database accepts writes now.</summary>
    public WriteProbe Probe { get; }

    /// <summary>The events, and when they are open.</summary>
    public EventBook Events { get; }

    /// <summary>Whose tokens hold a ticket for which event.</summary>
    public GuestLists Guests { get; }

    /// <summary>Which account a token belongs to.</summary>
    public AccountTokens Accounts { get; }

    /// <summary>Enrolments opened by a ticket.</summary>
    public EnrolmentLinks Links { get; }

    /// <summary>Tickets that lanes may admit offline.</summary>
    public OfflineTickets Offline { get; }

    /// <summary>The database's name in messages; never contains a password.</summary>
    public string Name => _database.Name;

    /// <summary>
    /// Adds tickets and updates known ones. A redemption always stays, and a rotating ticket stays rotating, because its secret
    /// is already in an application. An event that is not known yet is created without times, so that it does not open by itself.
    /// Written in batches, so that redemptions proceed in between.
    /// </summary>
    /// <exception cref="ImportStoppedException">The database failed; the message says how much was imported.</exception>
    public void Import(IEnumerable<TicketRow> rows)
    {
        var batches = rows.Chunk(ImportBatch).ToList();
        var imported = 0;
        foreach (var batch in batches)
        {
            try
            {
                _database.Write(session => Import(session, batch));
            }
            catch (Exception e) when (e is StorageException or DbException)
            {
                throw new ImportStoppedException(
                    imported, batches.Sum(b => b.Length), e is StorageException ? e.Message : $"{Name}: {e.Message}", e);
            }

            imported += batch.Length;
        }
    }

    /// <summary>Adds to the events of an imported list what keeps them from opening.</summary>
    public IReadOnlyList<EventTickets> WithTimes(IReadOnlyList<EventTickets> imported) => [.. imported.Select(e =>
        e with { HasNoTimes = Events.Find(e.Event, venue: "") is { Opening: EventOpening.ByTime, Doors: null } })];

    /// <summary>
    /// Redeems the ticket with this code for the event that is open at an entrance. A rotating ticket is not redeemed by its plain
    /// code, nor by a signed code of another ticket. The same request key gets the same admission again, also after a restart. If
    /// cancelled before the ticket is reached, nothing is redeemed.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nothing was redeemed.</exception>
    public TicketOutcome RedeemCode(
        PresentedCode presented, Entrance entrance, string requestKey, DateTimeOffset now, CancellationToken cancellation = default) =>
        !IsStorable(presented.Code) ? TicketOutcome.UnknownTicket() : _database.Write(session =>
        {
            cancellation.ThrowIfCancellationRequested();
            return StoredTicket.Find(session, presented.Code) is not { } ticket ? TicketOutcome.UnknownTicket()
                : ticket.RedeemedBy == requestKey ? Decision.Admitted
                : EventBook.OpenAt(session, entrance, now) is not { } open ? Decision.NoEvent
                : ticket.RefusalOf(presented.IsSigned, open.Name) is var reason and not RefusalReason.None ? TicketOutcome.NoTicket(reason)
                : Redeem(session, presented.Code, requestKey, now, presented);
        });

    /// <summary>
    /// Redeems the first unused ticket for an event of the account that this token belongs to, rotating ones only if requested;
    /// otherwise like <see cref="RedeemCode"/>.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="number">The event's number; it must be open at the entrance.</param>
    /// <param name="entrance">Where the palm was shown.</param>
    /// <param name="requestKey">The request.</param>
    /// <param name="now">The time.</param>
    /// <param name="withRotating">Whether rotating tickets may be redeemed by a palm.</param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    /// <exception cref="OperationCanceledException">Nothing was redeemed.</exception>
    public TicketOutcome RedeemToken(
        byte[] token, int number, Entrance entrance, string requestKey, DateTimeOffset now, bool withRotating = true,
        CancellationToken cancellation = default) =>
        _database.Write(session =>
        {
            cancellation.ThrowIfCancellationRequested();
            var digest = SHA256.HashData(token);
            if (session.Value(
                """
                SELECT 1 FROM account_tokens a JOIN tickets t ON t.account = a.account
                WHERE a.token_hash = @token AND t.redeemed_by = @request
                """,
                ("token", digest), ("request", requestKey)) is not null)
            {
                return Decision.Admitted;
            }

            var open = EventTable.Open(session, entrance.Venue, now)
                .FirstOrDefault(e => e.Number == number && e.IsAt(entrance.Venue, entrance.Name));
            if (open is null)
            {
                return Decision.NoEvent;
            }

            var code = session.Value(
                """
                SELECT t.code FROM account_tokens a JOIN tickets t ON t.account = a.account
                WHERE a.token_hash = @token AND t.event = @event AND t.status = 'valid' AND t.rotating <= @rotating
                ORDER BY t.redeemed_at IS NOT NULL, t.code LIMIT 1
                """,
                ("token", digest), ("event", open.Name), ("rotating", withRotating ? 1 : 0)) as string;
            return code is null
                ? TicketOutcome.NoTicket(AccountTokens.RefusalOf(session, token, open.Name))
                : Redeem(session, code, requestKey, now, presented: null);
        });

    /// <summary>How many tickets each account has redeemed; accounts without any are absent.</summary>
    public IReadOnlyDictionary<string, int> RedeemedByAccount() =>
        _database.Read(session => session.Rows(
            "SELECT account, COUNT(*) FROM tickets WHERE redeemed_by IS NOT NULL GROUP BY account",
            row => (Account: row.GetString(0), Count: (int)row.GetInt64(1))))
            .ToDictionary(r => r.Account, r => r.Count);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>PostgreSQL stores no text with a zero byte, and no ticket has one.</summary>
    internal static bool IsStorable(string code) => !code.Contains('\0');

    // Only an unused ticket is redeemed; whoever comes second finds it used.
    static Decision Redeem(Session session, string code, string requestKey, DateTimeOffset now, PresentedCode? presented) =>
        session.Run(
            """
            UPDATE tickets SET redeemed_at = @now, redeemed_by = @request, shown_at = @shown,
                shown_step = COALESCE(@step, shown_step)
            WHERE code = @code AND status = 'valid' AND redeemed_by IS NULL
            """,
            ("now", now.ToUnixTimeSeconds()), ("request", requestKey), ("code", code),
            ("shown", presented is null ? null : now.ToUnixTimeSeconds()),
            ("step", presented is { IsSigned: true } signed ? signed.Step : null)) == 1
            ? Decision.Admitted
            : Decision.TicketUsed;

    // The account that had a ticket before loses it on its guest list.
    static void Import(Session session, TicketRow[] rows)
    {
        foreach (var name in rows.Select(row => row.Event).Distinct(StringComparer.Ordinal))
        {
            EventTable.Ensure(session, name);
        }

        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (session.Value("SELECT account FROM tickets WHERE code = @code", ("code", row.Code)) is string before)
            {
                accounts.Add(before);
            }

            accounts.Add(row.Account);
            Upsert(session, row);
        }

        GuestLists.Follow(session, accounts);
    }

    static void Upsert(Session session, TicketRow row) => session.Run(
        """
        INSERT INTO tickets(code, account, event, status, rotating) VALUES(@code, @account, @event, @status, @rotating)
        ON CONFLICT (code) DO UPDATE SET
            account = excluded.account, event = excluded.event, status = excluded.status,
            rotating = CASE WHEN tickets.rotating = 1 THEN 1 ELSE excluded.rotating END
        """,
        ("code", row.Code), ("account", row.Account), ("event", row.Event),
        ("status", row.Cancelled ? "cancelled" : "valid"), ("rotating", row.Rotating ? 1 : 0));
}
