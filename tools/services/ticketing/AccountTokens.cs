using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Which account a token belongs to. Tokens and link codes are stored only as digests.</summary>
public sealed class AccountTokens
{
    readonly Database _database;

    internal AccountTokens(Database database) => _database = database;

    /// <summary>
    /// Binds a token to the account behind a link code and uses up the link; the same pair again is Bound again. Refused for a
    /// link that is unknown, expired, of another pedestal or used for another token, and for a token of another account.
    /// TicketUsed for a token that is new to the account when the link's ticket has enrolled a person before, or was used and
    /// serves only persons whom the account has linked already.
    /// </summary>
    public TicketOutcome BindToken(byte[] link, byte[] token, string pedestal, DateTimeOffset now) =>
        _database.Write(session =>
        {
            var (linkHash, tokenHash) = (SHA256.HashData(link), SHA256.HashData(token));
            var opened = session.Rows(
                """
                SELECT l.account, l.code, l.known_only, a.account FROM links l LEFT JOIN account_tokens a ON a.token_hash = @token
                WHERE l.link_hash = @link AND l.pedestal = @pedestal AND l.state = @state
                  AND (a.account IS NULL OR a.account = l.account)
                  AND (l.token_hash = @token OR (l.token_hash IS NULL AND l.expires > @now))
                """,
                row => (Account: row.GetString(0), Code: row.GetString(1), KnownOnly: row.GetInt64(2) == 1, IsKnown: !row.IsDBNull(3)),
                ("link", linkHash), ("token", tokenHash), ("pedestal", pedestal), ("state", LinkState.Confirmed),
                ("now", Seconds(now)));
            if (opened is not [var (account, code, knownOnly, isKnown)])
            {
                return (TicketOutcome)Decision.Refused;
            }

            if (!isKnown)
            {
                if (knownOnly || HasEnrolled(session, account, code))
                {
                    return new TicketOutcome(Decision.TicketUsed, RefusalReason.PalmLinked);
                }

                session.Run(
                    """
                    INSERT INTO account_tokens(token_hash, account, code, pedestal, linked_at)
                    VALUES(@token, @account, @code, @pedestal, @now)
                    """,
                    ("token", tokenHash), ("account", account), ("code", code), ("pedestal", pedestal), ("now", Seconds(now)));
                GuestLists.Follow(session, [account]);
            }

            session.Run("UPDATE links SET token_hash = @token WHERE link_hash = @link",
                ("token", tokenHash), ("link", linkHash));
            return Decision.Bound;
        });

    /// <summary>
    /// The digests (SHA-256) of an account's tokens: all that identity needs to delete the palms behind them.
    /// </summary>
    public IReadOnlyList<byte[]> DigestsOf(string account) =>
        _database.Read(session => session.Rows(
            "SELECT token_hash FROM account_tokens WHERE account = @account ORDER BY token_hash",
            row => row.GetFieldValue<byte[]>(0), ("account", account)));

    /// <summary>
    /// The palms linked since an instant, latest first and at most a thousand: an account's, or those of all accounts if the
    /// name is empty.
    /// </summary>
    public IReadOnlyList<LinkedPalm> Linked(string account, DateTimeOffset since) => _database.Read(session => session.Rows(
        """
        SELECT token_hash, account, code, pedestal, linked_at FROM account_tokens
        WHERE COALESCE(linked_at, 0) >= @since AND (@account = '' OR account = @account)
        ORDER BY COALESCE(linked_at, 0) DESC, token_hash LIMIT 1000
        """,
        row => new LinkedPalm(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), row.GetString(1),
            row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(4))),
        ("since", Seconds(since)), ("account", account)));

    /// <summary>
    /// Whose a code and a token are; see <see cref="ITicketSystem.CheckAccountAsync"/>. A used code is accepted.
    /// </summary>
    internal TicketOutcome Check(PresentedCode? presented, byte[]? token) => _database.Read(session =>
    {
        var holder = token is null ? null : session.Value(
            "SELECT account FROM account_tokens WHERE token_hash = @token", ("token", SHA256.HashData(token))) as string;
        if (token is not null && holder is null)
        {
            return (TicketOutcome)Decision.NoTicket;
        }

        if (presented is not { } code)
        {
            return Decision.CodeNeeded;
        }

        if (!TicketStore.IsStorable(code.Code) || TicketRows.Find(session, code.Code) is not { } ticket)
        {
            return TicketOutcome.UnknownTicket();
        }

        return ticket.RefusalOf(code.IsSigned, forAnyEvent: true) is var reason and not RefusalReason.None ? TicketOutcome.NoTicket(reason)
            : token is null ? Decision.DeletionOpened
            : holder == ticket.Account ? Decision.Bound
            : Decision.Refused;
    });

    /// <summary>Forgets a token, given its digest, and the link code that bound it; false if it was not known.</summary>
    public bool End(byte[] digest) => _database.Write(session => End(session, digest));

    /// <summary>The same within a transaction.</summary>
    internal static bool End(Session session, byte[] digest)
    {
        session.Run("DELETE FROM links WHERE token_hash = @token", ("token", digest));
        session.Run("UPDATE tickets SET holder = NULL WHERE holder = @token", ("token", digest));
        GuestLists.Leave(session, digest);
        return session.Run("DELETE FROM account_tokens WHERE token_hash = @token", ("token", digest)) > 0;
    }

    /// <summary>Why a person has no ticket for an event that a palm may use.</summary>
    internal static RefusalReason RefusalOf(Session session, byte[] tokenDigest, int @event, bool withRotating)
    {
        var tickets = session.Rows(
            """
            SELECT CASE WHEN t.status = 'valid' THEN 1 ELSE 0 END, t.rotating, max(CASE WHEN v.event = @event THEN 1 ELSE 0 END), t.number
            FROM account_tokens a LEFT JOIN tickets t ON t.account = a.account LEFT JOIN ticket_events v ON v.ticket = t.number
            WHERE a.token_hash = @token GROUP BY t.number, t.status, t.rotating
            """,
            row => (IsTicket: !row.IsDBNull(3), IsValid: row.GetInt64(0) == 1, IsRotating: !row.IsDBNull(1) && row.GetInt64(1) == 1,
                IsForEvent: row.GetInt64(2) == 1),
            ("token", tokenDigest), ("event", @event));
        return tickets.Count == 0 ? RefusalReason.NoAccount
            : tickets.Any(t => t.IsForEvent && t.IsValid && (withRotating || !t.IsRotating)) ? RefusalReason.OtherPersons
            : tickets.Any(t => t.IsForEvent && t.IsValid) ? RefusalReason.CodeOnly
            : tickets.Any(t => t.IsForEvent) ? RefusalReason.Cancelled
            : tickets.Any(t => t.IsTicket) ? RefusalReason.OtherEvent
            : RefusalReason.Unknown;
    }

    /// <summary>Whether a token belongs to an account.</summary>
    internal static bool IsKnown(Session session, byte[] tokenDigest) =>
        session.Value("SELECT 1 FROM account_tokens WHERE token_hash = @token", ("token", tokenDigest)) is not null;

    // A ticket that another account had before may have enrolled that account's guest.
    static bool HasEnrolled(Session session, string account, string code) => session.Value(
        "SELECT 1 FROM account_tokens WHERE code = @code AND account = @account", ("code", code), ("account", account)) is not null;

    /// <summary>Whether anybody is enrolled for an account.</summary>
    internal static bool HasPersons(Session session, string account) =>
        session.Value("SELECT 1 FROM account_tokens WHERE account = @account", ("account", account)) is not null;

    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
