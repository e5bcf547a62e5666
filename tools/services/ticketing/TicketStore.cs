using System.Data.Common;
using System.Security.Cryptography;
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
        Accounts = new AccountTokens(_database);
        Links = new EnrolmentLinks(_database);
        Offline = new OfflineTickets(_database);
        Probe = new WriteProbe(_database, TimeProvider.System);
    }

    /// <summary>Tests whether the database accepts writes now.</summary>
    public WriteProbe Probe { get; }

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
    /// is already in an application. Written in batches, so that redemptions proceed in between.
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
                _database.Write(session => Array.ForEach(batch, row => Upsert(session, row)));
            }
            catch (Exception e) when (e is StorageException or DbException)
            {
                throw new ImportStoppedException(
                    imported, batches.Sum(b => b.Length), e is StorageException ? e.Message : $"{Name}: {e.Message}", e);
            }

            imported += batch.Length;
        }
    }

    /// <summary>
    /// Redeems the ticket with this code. A rotating ticket is not redeemed by its plain code, nor by a signed code of another
    /// ticket. The same request key gets the same admission again, also after a restart. If cancelled before the ticket is
    /// reached, nothing is redeemed.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nothing was redeemed.</exception>
    public TicketOutcome RedeemCode(
        PresentedCode presented, string @event, string requestKey, DateTimeOffset now, CancellationToken cancellation = default) =>
        !IsStorable(presented.Code) ? TicketOutcome.UnknownTicket() : _database.Write(session =>
        {
            cancellation.ThrowIfCancellationRequested();
            return StoredTicket.Find(session, presented.Code) is not { } ticket ? TicketOutcome.UnknownTicket()
                : ticket.RefusalOf(presented.IsSigned, @event) is var reason and not RefusalReason.None
                    && ticket.RedeemedBy != requestKey ? TicketOutcome.NoTicket(reason)
                : Redeem(session, presented.Code, ticket.RedeemedBy, requestKey, now, presented);
        });

    /// <summary>
    /// Redeems the first unused ticket of the account that this token belongs to, rotating ones only if requested; otherwise
    /// like <see cref="RedeemCode"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nothing was redeemed.</exception>
    public TicketOutcome RedeemToken(
        byte[] token, string @event, string requestKey, DateTimeOffset now, bool withRotating = true,
        CancellationToken cancellation = default) =>
        _database.Write(session =>
        {
            cancellation.ThrowIfCancellationRequested();
            var ticket = session.Rows(
                """
                SELECT t.code, t.redeemed_by FROM account_tokens a JOIN tickets t ON t.account = a.account
                WHERE a.token_hash = @token AND t.event = @event AND (t.status = 'valid' OR t.redeemed_by = @request)
                    AND t.rotating <= @rotating
                ORDER BY t.redeemed_by IS DISTINCT FROM @request, t.redeemed_at IS NOT NULL, t.code LIMIT 1
                """,
                row => new { Code = row.GetString(0), RedeemedBy = row.IsDBNull(1) ? null : row.GetString(1) },
                ("token", SHA256.HashData(token)), ("event", @event), ("request", requestKey),
                ("rotating", withRotating ? 1 : 0)).SingleOrDefault();
            return ticket is null
                ? TicketOutcome.NoTicket(AccountTokens.RefusalOf(session, token, @event))
                : Redeem(session, ticket.Code, ticket.RedeemedBy, requestKey, now, presented: null);
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

    static Decision Redeem(
        Session session, string code, string? redeemedBy, string requestKey, DateTimeOffset now,
        PresentedCode? presented)
    {
        if (redeemedBy is not null)
        {
            return redeemedBy == requestKey ? Decision.Admitted : Decision.TicketUsed;
        }

        return session.Run(
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
