using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Enrolments opened by a ticket: each is a link code, valid once, at one pedestal, for one account, and if so configured only
/// after the account has confirmed it. Stored only as digests; the digest identifies an enrolment to its account.
/// </summary>
public sealed class EnrolmentLinks
{
    /// <summary>How long a link code can be used for a binding.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long after the entry a static code still opens an enrolment inside the venue.</summary>
    public static readonly TimeSpan Visit = TimeSpan.FromMinutes(10);

    readonly Database _database;

    internal EnrolmentLinks(Database database) => _database = database;

    /// <summary>
    /// Opens an enrolment for the account behind a ticket. A signed code proves that its guest has the account's application
    /// now, unless that code was shown before, at an entrance or a booth, where a bystander may have filmed it. A static code
    /// proves it only while it is unused. Inside the venue one that its guest has just used to enter opens an enrolment that the
    /// account must confirm, or, if the account need not and has persons already, one that serves only them. An enrolment that
    /// the account has refused stays refused for as long as its link would have been valid. Which person may enrol with the
    /// ticket is decided when the token is bound. The link code is null unless the decision is EnrolmentOpened or, when the
    /// account must confirm, ConfirmationAwaited.
    /// </summary>
    public (TicketOutcome Outcome, byte[]? Link) Open(
        PresentedCode presented, Booth booth, DateTimeOffset now, bool mustConfirm = false) =>
        !TicketStore.IsStorable(presented.Code) ? (TicketOutcome.UnknownTicket(), null) : _database.Write<(TicketOutcome, byte[]?)>(session =>
        {
            session.Run("DELETE FROM links WHERE expires < @old", ("old", Seconds(now - Lifetime)));
            if (TicketRows.Find(session, presented.Code) is not { } ticket)
            {
                return (TicketOutcome.UnknownTicket(), null);
            }

            if (ticket.RefusalOf(presented.IsSigned, forAnyEvent: true) is var reason and not RefusalReason.None)
            {
                return (TicketOutcome.NoTicket(reason), null);
            }

            if (WasShown(ticket, presented))
            {
                return (new TicketOutcome(Decision.TicketUsed, RefusalReason.CodeShown), null);
            }

            var isUsed = !presented.IsSigned && ticket.IsUsed;
            if (isUsed && !IsOfThisVisit(ticket, booth, now))
            {
                return (Decision.TicketUsed, null);
            }

            var isForKnown = isUsed && !mustConfirm && AccountTokens.HasPersons(session, ticket.Account);
            var isAwaiting = mustConfirm || (isUsed && !isForKnown);

            if (session.Value(
                "SELECT 1 FROM links WHERE code = @code AND state = @refused AND expires > @now",
                ("code", presented.Code), ("refused", LinkState.Refused), ("now", Seconds(now))) is not null)
            {
                return (TicketOutcome.NoTicket(RefusalReason.RefusedByAccount), null);
            }

            // A pedestal serves one guest at a time, and a ticket is for one guest: earlier enrolments end.
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
                INSERT INTO links(link_hash, account, code, pedestal, expires, state, known_only)
                VALUES(@link, @account, @code, @pedestal, @expires, @state, @known)
                """,
                ("link", SHA256.HashData(link)), ("account", ticket.Account), ("code", presented.Code),
                ("pedestal", booth.Pedestal), ("expires", Seconds(now + Lifetime)),
                ("state", isAwaiting ? LinkState.Awaiting : LinkState.Confirmed), ("known", isForKnown ? 1 : 0));
            return (isAwaiting ? Decision.ConfirmationAwaited : Decision.EnrolmentOpened, link);
        });

    /// <summary>
    /// Whether samples may be taken under a link code at a pedestal: EnrolmentOpened, ConfirmationAwaited, or Refused for
    /// whatever reason: unknown, expired, used up, of another pedestal, refused by the account.
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

    /// <summary>
    /// Confirms or refuses an enrolment, given the digest of its link code; false if none awaits confirmation.
    /// </summary>
    public bool Confirm(byte[] digest, bool isConfirmed, DateTimeOffset now) => _database.Write(session => session.Run(
        "UPDATE links SET state = @state WHERE link_hash = @link AND state = @awaiting AND expires > @now",
        ("state", isConfirmed ? LinkState.Confirmed : LinkState.Refused), ("link", digest), ("awaiting", LinkState.Awaiting),
        ("now", Seconds(now))) == 1);

    /// <summary>The enrolments that await confirmation: an account's, or those of all accounts if the name is empty.</summary>
    public IReadOnlyList<AwaitingEnrolment> Awaiting(string account, DateTimeOffset now) => _database.Read(session => session.Rows(
        """
        SELECT link_hash, account, pedestal, expires FROM links
        WHERE state = @awaiting AND expires > @now AND (@account = '' OR account = @account) ORDER BY expires, link_hash
        """,
        row => new AwaitingEnrolment(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), row.GetString(1), row.GetString(2),
            DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3))),
        ("awaiting", LinkState.Awaiting), ("now", Seconds(now)), ("account", account)));

    static bool WasShown(Ticket ticket, PresentedCode presented) => presented.IsSigned && presented.Step <= ticket.ShownStep;

    static bool IsOfThisVisit(Ticket ticket, Booth booth, DateTimeOffset now) => booth.IsInside && ticket.ShownAt is { } shown
        && now >= shown && now < shown + Visit;

    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
