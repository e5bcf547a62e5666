using System.Security.Cryptography;
using Pedestal.Core.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Enrolments that a ticket has opened: each is a link code, good once, at one pedestal, for one account. Kept as digests only.
/// </summary>
public sealed class EnrolmentLinks
{
    /// <summary>How long a link code can be bound.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long after the entry a static code still opens an enrolment behind the gates.</summary>
    public static readonly TimeSpan Visit = TimeSpan.FromMinutes(30);

    readonly Database _database;

    internal EnrolmentLinks(Database database) => _database = database;

    /// <summary>
    /// Opens an enrolment for the account behind a ticket. A signed code proves that its guest holds the account's application
    /// now. A static one proves it only until it is used: redeemed, other than at the entry just before and shown behind the
    /// gates, or once a palm was linked with it. The link code is null unless an enrolment was opened.
    /// </summary>
    public (TicketAnswer Answer, byte[]? Link) Open(PresentedCode presented, Booth booth, DateTimeOffset now) =>
        !TicketStore.IsStorable(presented.Code) ? (TicketAnswer.UnknownTicket(), null) : _database.Write<(TicketAnswer, byte[]?)>(session =>
        {
            session.Run("DELETE FROM links WHERE expires < @old", ("old", Seconds(now - Lifetime)));
            if (StoredTicket.Find(session, presented.Code) is not { } ticket)
            {
                return (TicketAnswer.UnknownTicket(), null);
            }

            if (ticket.RefusalOf(presented.IsSigned, @event: null) is var reason and not RefusalReason.None)
            {
                return (TicketAnswer.NoTicket(reason), null);
            }

            if (!presented.IsSigned && UseOf(session, ticket, presented.Code, booth, now) is { } used)
            {
                return (used, null);
            }

            // A pedestal serves one guest at a time, and a ticket is for one guest: what was begun before is over.
            session.Run(
                "DELETE FROM links WHERE token_hash IS NULL AND (pedestal = @pedestal OR code = @code)",
                ("pedestal", booth.Pedestal), ("code", presented.Code));
            var link = RandomNumberGenerator.GetBytes(MatchRequest.LinkLength);
            session.Run(
                """
                INSERT INTO links(link_hash, account, code, pedestal, expires, state)
                VALUES(@link, @account, @code, @pedestal, @expires, @state)
                """,
                ("link", SHA256.HashData(link)), ("account", ticket.Account), ("code", presented.Code),
                ("pedestal", booth.Pedestal), ("expires", Seconds(now + Lifetime)), ("state", Confirmed));
            return (Decision.EnrolmentOpened, link);
        });

    /// <summary>
    /// Whether samples may be taken under a link code at a pedestal. Whatever is wrong with it is Refused: unknown, expired, used
    /// up, another pedestal's.
    /// </summary>
    public Decision Check(byte[] link, string pedestal, DateTimeOffset now) => _database.Read(session =>
        session.Value(
            """
            SELECT 1 FROM links
            WHERE link_hash = @link AND pedestal = @pedestal AND state = @state AND token_hash IS NULL AND expires > @now
            """,
            ("link", SHA256.HashData(link)), ("pedestal", pedestal), ("state", Confirmed), ("now", Seconds(now))) is null
            ? Decision.Refused
            : Decision.EnrolmentOpened);

    static TicketAnswer? UseOf(Session session, StoredTicket ticket, string code, Booth booth, DateTimeOffset now)
    {
        if (session.Value(
            "SELECT 1 FROM account_tokens WHERE account = @account AND code = @code",
            ("account", ticket.Account), ("code", code)) is not null)
        {
            return new TicketAnswer(Decision.TicketUsed, RefusalReason.PalmLinked);
        }

        var isOfThisVisit = booth.IsInside && ticket.ShownAt is { } shown
            && Seconds(now) - shown >= 0 && Seconds(now) - shown < Visit.TotalSeconds;
        return ticket.RedeemedBy is null || isOfThisVisit ? null : (TicketAnswer)Decision.TicketUsed;
    }

    internal const int Confirmed = 1;

    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
