using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Enrolments that a ticket has opened: each is a link code, good once, at one pedestal, for one account, and if so set only once
/// the account has confirmed it. Kept as digests only; the digest is what an enrolment is called towards the account.
/// </summary>
public sealed class EnrolmentLinks
{
    /// <summary>How long a link code can be bound.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long after the entry a static code still opens an enrolment behind the gates.</summary>
    public static readonly TimeSpan Visit = TimeSpan.FromMinutes(10);

    readonly Database _database;

    internal EnrolmentLinks(Database database) => _database = database;

    /// <summary>
    /// Opens an enrolment for the account behind a ticket. A signed code proves that its guest holds the account's application
    /// now, unless that very code was shown before, to a gate or a booth: whoever stood behind may have filmed it. A static one proves it only until it is used: redeemed, other than at the entry just before and shown behind the
    /// gates, or once a palm was linked with it. What its account has refused stays refused while that link would have been good.
    /// The link code is null unless the answer is EnrolmentOpened or, when the account has to confirm, ConfirmationAwaited.
    /// </summary>
    public (TicketAnswer Answer, byte[]? Link) Open(
        PresentedCode presented, Booth booth, DateTimeOffset now, bool mustConfirm = false) =>
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

            if (UseOf(session, ticket, presented, booth, now) is { } used)
            {
                return (used, null);
            }

            if (session.Value(
                "SELECT 1 FROM links WHERE code = @code AND state = @refused AND expires > @now",
                ("code", presented.Code), ("refused", LinkState.Refused), ("now", Seconds(now))) is not null)
            {
                return (TicketAnswer.NoTicket(RefusalReason.RefusedByAccount), null);
            }

            // A pedestal serves one guest at a time, and a ticket is for one guest: what was begun before is over.
            session.Run(
                "DELETE FROM links WHERE token_hash IS NULL AND state <> @refused AND (pedestal = @pedestal OR code = @code)",
                ("pedestal", booth.Pedestal), ("code", presented.Code), ("refused", LinkState.Refused));
            if (presented.IsSigned)
            {
                session.Run("UPDATE tickets SET shown_step = @step WHERE code = @code",
                    ("step", presented.Step), ("code", presented.Code));
            }

            var link = RandomNumberGenerator.GetBytes(TicketRequest.LinkLength);
            session.Run(
                """
                INSERT INTO links(link_hash, account, code, pedestal, expires, state)
                VALUES(@link, @account, @code, @pedestal, @expires, @state)
                """,
                ("link", SHA256.HashData(link)), ("account", ticket.Account), ("code", presented.Code),
                ("pedestal", booth.Pedestal), ("expires", Seconds(now + Lifetime)), ("state", mustConfirm ? LinkState.Awaiting : LinkState.Confirmed));
            return (mustConfirm ? Decision.ConfirmationAwaited : Decision.EnrolmentOpened, link);
        });

    /// <summary>
    /// Whether samples may be taken under a link code at a pedestal: EnrolmentOpened, ConfirmationAwaited, or Refused whatever is
    /// wrong with it: unknown, expired, used up, another pedestal's, refused by the account.
    /// </summary>
    public Decision Check(byte[] link, string pedestal, DateTimeOffset now) => _database.Read(session =>
        session.Value(
            """
            SELECT state FROM links
            WHERE link_hash = @link AND pedestal = @pedestal AND token_hash IS NULL AND expires > @now
            """,
            ("link", SHA256.HashData(link)), ("pedestal", pedestal), ("now", Seconds(now))) is not { } state
            ? Decision.Refused
            : Convert.ToInt64(state) switch
            {
                LinkState.Awaiting => Decision.ConfirmationAwaited,
                LinkState.Confirmed => Decision.EnrolmentOpened,
                _ => Decision.Refused,
            });

    /// <summary>The account's answer to an enrolment that awaits it, by the digest of its link code; false if none awaits it.</summary>
    public bool Confirm(byte[] digest, bool isConfirmed, DateTimeOffset now) => _database.Write(session => session.Run(
        "UPDATE links SET state = @state WHERE link_hash = @link AND state = @awaiting AND expires > @now",
        ("state", isConfirmed ? LinkState.Confirmed : LinkState.Refused), ("link", digest), ("awaiting", LinkState.Awaiting),
        ("now", Seconds(now))) == 1);

    /// <summary>The enrolments that await confirmation: an account's, or those of all with an empty name.</summary>
    public IReadOnlyList<AwaitingEnrolment> Awaiting(string account, DateTimeOffset now) => _database.Read(session => session.Rows(
        """
        SELECT link_hash, account, pedestal, expires FROM links
        WHERE state = @awaiting AND expires > @now AND (@account = '' OR account = @account) ORDER BY expires, link_hash
        """,
        row => new AwaitingEnrolment(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), row.GetString(1), row.GetString(2),
            DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3))),
        ("awaiting", LinkState.Awaiting), ("now", Seconds(now)), ("account", account)));

    static TicketAnswer? UseOf(Session session, StoredTicket ticket, PresentedCode presented, Booth booth, DateTimeOffset now)
    {
        if (presented.IsSigned)
        {
            return presented.Step <= ticket.ShownStep ? new TicketAnswer(Decision.TicketUsed, RefusalReason.CodeShown) : null;
        }

        if (session.Value(
            "SELECT 1 FROM account_tokens WHERE account = @account AND code = @code",
            ("account", ticket.Account), ("code", presented.Code)) is not null)
        {
            return new TicketAnswer(Decision.TicketUsed, RefusalReason.PalmLinked);
        }

        var isOfThisVisit = booth.IsInside && ticket.ShownAt is { } shown
            && Seconds(now) - shown >= 0 && Seconds(now) - shown < Visit.TotalSeconds;
        return ticket.RedeemedBy is null || isOfThisVisit ? null : (TicketAnswer)Decision.TicketUsed;
    }

    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
