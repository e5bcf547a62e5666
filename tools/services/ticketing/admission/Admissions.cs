using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Admits guests at lanes and lets them out, each in one durable transaction. The same request key gets the same decision again,
/// also after a restart. A request that is cancelled before its turn changes nothing.
/// </summary>
public sealed class Admissions
{
    readonly Database _database;

    internal Admissions(Database database) => _database = database;

    /// <summary>
    /// Decides for a presented code at the event that is open at the lane. A rotating ticket is not admitted by its plain code, nor by
    /// a signed code of another ticket.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nothing was changed.</exception>
    public Task<TicketOutcome> ByCodeAsync(
        PresentedCode presented, EntryAttempt attempt, string requestKey, DateTimeOffset now, CancellationToken cancellation = default) =>
        !TicketStore.IsStorable(presented.Code) ? Task.FromResult(TicketOutcome.UnknownTicket())
        : _database.WriteAsync(session => Replays.Find(session, requestKey) ?? (attempt.IsExit
            ? Leave(session, new LaneRequest(attempt, requestKey, Medium.Code, null, now), CodeOf(session, presented.Code))
            : Enter(session, presented, new LaneRequest(attempt, requestKey, Medium.Code, null, now))), cancellation);

    /// <summary>Decides for the palm of the person with this token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="number">The event's number; to enter it must be open at the lane.</param>
    /// <param name="attempt">The lane.</param>
    /// <param name="requestKey">The request.</param>
    /// <param name="now">The time.</param>
    /// <param name="withRotating">Whether a palm may use rotating tickets.</param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    /// <exception cref="OperationCanceledException">Nothing was changed.</exception>
    public Task<TicketOutcome> ByPalmAsync(
        byte[] token, int number, EntryAttempt attempt, string requestKey, DateTimeOffset now, bool withRotating = true,
        CancellationToken cancellation = default)
    {
        var request = new LaneRequest(attempt, requestKey, Medium.Palm, SHA256.HashData(token), now);
        if (attempt.IsExit)
        {
            return _database.WriteAsync(session => Replays.Find(session, requestKey) ?? Leave(session, request, PersonOf(session, request.Token!, number)), cancellation);
        }

        var (near, free) = (PalmAtLane.Lookup(request, number), TicketRows.Free(request.Token!, number));
        return _database.WriteAsync(session =>
        {
            var palm = PalmAtLane.Read(session, near, attempt.Entrance);
            if (palm.Account is { } account && !session.Claim(account))
            {
                // Another palm of the account was decided just before.
                free.Forget();
                palm = PalmAtLane.Read(session, near, attempt.Entrance);
            }

            return Enter(session, palm, free, request, withRotating, number);
        }, cancellation, near, free);
    }

    static TicketOutcome Enter(Session session, PresentedCode presented, LaneRequest request)
    {
        if (EventBook.OpenAt(session, request.Attempt.Entrance, request.Now) is not { } open)
        {
            return TicketRows.Exists(session, presented.Code) ? Decision.NoEvent : UnknownOf(session, presented.Code);
        }

        var near = TicketRows.AtLane(session, presented.Code, open.Details.Number, request.Attempt.Pedestal, request.Now);
        var verdict = Admission.OfCode(near, presented.IsSigned, request.At(session, open));
        if (verdict.Outcome.Decision == Decision.UnknownTicket)
        {
            return UnknownOf(session, presented.Code);
        }

        if (verdict.IsAdmitted && presented.IsSigned)
        {
            TicketRows.Shown(session, near.First(ticket => ticket.Tie == Tie.Held).Number, presented.Step);
        }

        return request.Admit(session, open, verdict);
    }

    static TicketOutcome Enter(
        Session session, PalmAtLane palm, Lookup<(Ticket Ticket, Entry? Entry)?> free, LaneRequest request, bool withRotating, int number)
    {
        if (palm.Replay is { } before)
        {
            return before;
        }

        if (palm.Open is not { } open)
        {
            return Decision.NoEvent;
        }

        var token = request.Token!;
        var verdict = PalmAdmission.Of(
            token, palm.Near, () => TicketRows.Of(session.Rows(free)), withRotating, request.At(session, open));
        if (verdict is null)
        {
            return TicketOutcome.NoTicket(AccountTokens.RefusalOf(session, token, number, withRotating));
        }

        if (verdict.BecomesHolder)
        {
            session.Post("UPDATE tickets SET holder = @token WHERE number = @number", ("token", token), ("number", verdict.Ticket!.Number));
        }

        return request.Admit(session, open, verdict);
    }

    static TicketOutcome Leave(Session session, LaneRequest request, (IReadOnlyList<Ticket> Tickets, TicketOutcome? Refusal) guest) =>
        guest.Refusal ?? request.Leave(session, Exit.Of(guest.Tickets, request.Now));

    static (IReadOnlyList<Ticket> Tickets, TicketOutcome? Refusal) CodeOf(Session session, string code) =>
        TicketRows.Find(session, code) is { } ticket ? ([ticket], null) : ([], UnknownOf(session, code));

    // Somebody of the account may have come in by a code that is no person's yet.
    static (IReadOnlyList<Ticket> Tickets, TicketOutcome? Refusal) PersonOf(Session session, byte[] token, int number)
    {
        if (!AccountTokens.IsKnown(session, token))
        {
            return ([], TicketOutcome.NoTicket(RefusalReason.NoAccount));
        }

        var own = TicketRows.OfPerson(session, token);
        return (own.Any(ticket => ticket.Inside is not null) ? own : [.. own, .. TicketRows.Free(session, token, number)], null);
    }

    static TicketOutcome UnknownOf(Session session, string code) =>
        session.Value("SELECT 1 FROM ended_codes WHERE code = @code", ("code", code)) is null
            ? TicketOutcome.UnknownTicket() : TicketOutcome.NoTicket(RefusalReason.Replaced);
}
