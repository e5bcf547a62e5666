using System.Security.Cryptography;
using Pedestal.Core.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Tickets, their redemptions, and which account a token stands for. Every operation is one durable transaction.
/// Tokens and link codes are kept as digests only.
/// </summary>
public sealed class TicketStore : IDisposable
{
    /// <summary>How long a link code can be bound.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(10);

    const int ImportBatch = 500;

    readonly TicketDatabase _database;

    /// <summary>Opens the database; creates it when absent.</summary>
    /// <exception cref="TicketStoreException">The file cannot be used.</exception>
    public TicketStore(string path)
    {
        _database = new TicketDatabase(path);
    }

    /// <summary>
    /// Adds the tickets or brings those known up to date; a redemption always stays. Written in batches, so that
    /// redemptions pass in between.
    /// </summary>
    public void Import(IEnumerable<TicketRow> rows)
    {
        foreach (var batch in rows.Chunk(ImportBatch))
        {
            _database.Write(() =>
            {
                Array.ForEach(batch, Upsert);
                return batch.Length;
            });
        }
    }

    /// <summary>
    /// Redeems the ticket with this code. The same request key again gives the same admission again, also after a
    /// restart. Cancelled before the ticket was reached, nothing is redeemed.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nothing was redeemed.</exception>
    public Decision RedeemCode(
        string code, string @event, string requestKey, DateTimeOffset now, CancellationToken cancellation = default) =>
        _database.Write(() =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var command = _database.Command(
                "SELECT event, status, redeemed_by FROM tickets WHERE code = $code", ("$code", code));
            string? redeemedBy;
            using (var ticket = command.ExecuteReader())
            {
                if (!ticket.Read())
                {
                    return Decision.UnknownTicket;
                }

                redeemedBy = ticket.IsDBNull(2) ? null : ticket.GetString(2);
                if (redeemedBy != requestKey && (ticket.GetString(0) != @event || ticket.GetString(1) != "valid"))
                {
                    return Decision.NoTicket;
                }
            }

            return redeemedBy == null
                ? Redeem(code, requestKey, now)
                : redeemedBy == requestKey ? Decision.Admitted : Decision.TicketUsed;
        });

    /// <summary>
    /// Redeems the first unused ticket of the account this token stands for; otherwise as
    /// <see cref="RedeemCode"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nothing was redeemed.</exception>
    public Decision RedeemToken(
        byte[] token, string @event, string requestKey, DateTimeOffset now, CancellationToken cancellation = default) =>
        _database.Write(() =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var command = _database.Command(
                """
                SELECT t.code, t.redeemed_by FROM account_tokens a JOIN tickets t ON t.account = a.account
                WHERE a.token_hash = $token AND t.event = $event AND (t.status = 'valid' OR t.redeemed_by = $request)
                ORDER BY t.redeemed_by IS NOT $request, t.redeemed_at IS NOT NULL, t.code LIMIT 1
                """,
                ("$token", SHA256.HashData(token)), ("$event", @event), ("$request", requestKey));
            string code;
            string? redeemedBy;
            using (var ticket = command.ExecuteReader())
            {
                if (!ticket.Read())
                {
                    return Decision.NoTicket;
                }

                code = ticket.GetString(0);
                redeemedBy = ticket.IsDBNull(1) ? null : ticket.GetString(1);
            }

            return redeemedBy == null
                ? Redeem(code, requestKey, now)
                : redeemedBy == requestKey ? Decision.Admitted : Decision.TicketUsed;
        });

    /// <summary>
    /// Opens an enrolment for the account behind a ticket that is known and not cancelled; it may be redeemed already.
    /// The link code is null unless the decision is EnrolmentOpened.
    /// </summary>
    public (Decision Decision, byte[]? Link) OpenEnrolment(string code, DateTimeOffset now) =>
        _database.Write<(Decision, byte[]?)>(() =>
        {
            _database.Execute("DELETE FROM links WHERE expires < $old", ("$old", Seconds(now - LinkLifetime)));
            using var command = _database.Command(
                "SELECT account, status FROM tickets WHERE code = $code", ("$code", code));
            using var ticket = command.ExecuteReader();
            if (!ticket.Read())
            {
                return (Decision.UnknownTicket, null);
            }

            if (ticket.GetString(1) != "valid")
            {
                return (Decision.NoTicket, null);
            }

            var link = RandomNumberGenerator.GetBytes(MatchRequest.LinkLength);
            _database.Execute(
                "INSERT INTO links (link_hash, account, expires) VALUES ($link, $account, $expires)",
                ("$link", SHA256.HashData(link)),
                ("$account", ticket.GetString(0)),
                ("$expires", Seconds(now + LinkLifetime)));
            return (Decision.EnrolmentOpened, link);
        });

    /// <summary>
    /// Binds a token to the account behind a link code and uses the link up; the same pair again is Bound again.
    /// Refused for a link that is unknown, expired or used for another token, and for a token of another account.
    /// </summary>
    public Decision BindToken(byte[] link, byte[] token, DateTimeOffset now) =>
        _database.Write(() =>
        {
            var linkHash = SHA256.HashData(link);
            var tokenHash = SHA256.HashData(token);
            using var command = _database.Command(
                """
                SELECT 1 FROM links l LEFT JOIN account_tokens a ON a.token_hash = $token
                WHERE l.link_hash = $link AND (a.account IS NULL OR a.account = l.account)
                  AND (l.token_hash = $token OR (l.token_hash IS NULL AND l.expires > $now))
                """,
                ("$link", linkHash), ("$token", tokenHash), ("$now", Seconds(now)));
            if (command.ExecuteScalar() == null)
            {
                return Decision.Refused;
            }

            _database.Execute(
                "INSERT OR IGNORE INTO account_tokens SELECT $token, account FROM links WHERE link_hash = $link",
                ("$token", tokenHash), ("$link", linkHash));
            _database.Execute(
                "UPDATE links SET token_hash = $token WHERE link_hash = $link",
                ("$token", tokenHash), ("$link", linkHash));
            return Decision.Bound;
        });

    /// <summary>How many tickets each account has redeemed; accounts with none are absent.</summary>
    public IReadOnlyDictionary<string, int> RedeemedByAccount() =>
        _database.Write(() =>
        {
            using var command = _database.Command(
                "SELECT account, COUNT(*) FROM tickets WHERE redeemed_by IS NOT NULL GROUP BY account");
            using var rows = command.ExecuteReader();
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            while (rows.Read())
            {
                counts.Add(rows.GetString(0), rows.GetInt32(1));
            }

            return counts;
        });

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    Decision Redeem(string code, string requestKey, DateTimeOffset now) =>
        _database.Execute(
            """
            UPDATE tickets SET redeemed_at = $now, redeemed_by = $request
            WHERE code = $code AND status = 'valid' AND redeemed_by IS NULL
            """,
            ("$now", Seconds(now)), ("$request", requestKey), ("$code", code)) == 1
            ? Decision.Admitted
            : Decision.TicketUsed;

    void Upsert(TicketRow row) => _database.Execute(
        """
        INSERT INTO tickets (code, account, event, status) VALUES ($code, $account, $event, $status)
        ON CONFLICT (code) DO UPDATE SET account = excluded.account, event = excluded.event, status = excluded.status
        """,
        ("$code", row.Code), ("$account", row.Account), ("$event", row.Event),
        ("$status", row.Cancelled ? "cancelled" : "valid"));

    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
