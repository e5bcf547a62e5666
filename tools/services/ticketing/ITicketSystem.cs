using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// The system that keeps events, tickets and accounts: the built-in store, or another one. Every call carries the key of its
/// request; the same key means the same request and gets the same decision.
/// </summary>
public interface ITicketSystem
{
    /// <summary>How many requests it decides at once, so that the most urgent of the others are next; null if it sets no limit.</summary>
    int? AtOnce { get; }

    /// <summary>The events whose keys may sign this ticket's codes; none when it has no signed codes.</summary>
    Task<IReadOnlyList<string>> EventsOfAsync(string code, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Why it cannot decide now, and what to do; null when it can, as far as that is known without a request.
    /// </summary>
    Task<string?> FindFaultAsync(CancellationToken cancellation);

    /// <summary>
    /// Admits the ticket with this code to the event that is open at the lane's entrance, <see cref="Decision.NoEvent"/> if none
    /// is; at an exit lane lets its guest out.
    /// </summary>
    Task<TicketOutcome> RedeemCodeAsync(
        PresentedCode presented, EntryAttempt attempt, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Admits a ticket of the account that this token belongs to: the person's own, or once that guest is inside, where parties are
    /// allowed, the next that is no other person's. <see cref="Decision.NoEvent"/> if the event with this number is not open at the
    /// entrance. At an exit lane lets the guest out.
    /// </summary>
    Task<TicketOutcome> RedeemTokenAsync(
        byte[] token, int number, EntryAttempt attempt, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Records what became of an admission, or a passage without one: <see cref="Decision.Noted"/>, also when it is known already. Any
    /// other decision has the pedestal report it again later.
    /// </summary>
    Task<TicketOutcome> ReportPassageAsync(
        PassageReport report, Entrance entrance, string pedestal, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Opens an enrolment for the account behind a ticket that proves it: a signed code, or an unused static one. A system that
    /// can reach the account asks it for confirmation, by a push message, a link or a one-time number, and the enrolment is
    /// ConfirmationAwaited until the account responds. The link code is given only with that decision or EnrolmentOpened, and
    /// is valid only at this booth.
    /// </summary>
    Task<(TicketOutcome Outcome, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Whether a link code may be used at a pedestal now: EnrolmentOpened, ConfirmationAwaited while the account has not
    /// responded, or Refused for whatever reason.
    /// </summary>
    Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Binds a token to the account behind a link code used at a pedestal, and notifies the account that a palm was linked and
    /// how to undo it. Refused for a token of another account; TicketUsed for a new token when the ticket enrols nobody any more.
    /// </summary>
    Task<TicketOutcome> BindTokenAsync(byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Whose a code and a token are. A code alone: DeletionOpened if it belongs to an account, else UnknownTicket or NoTicket.
    /// With a token: NoTicket when the token belongs to no account, CodeNeeded without a code, Bound when both belong to one
    /// account, else Refused.
    /// </summary>
    Task<TicketOutcome> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation);

    /// <summary>Forgets a token, given its digest: NoTicket when it belongs to no account any more.</summary>
    Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// The next changes of events and guest lists after a cursor. A reader that goes on after the cursor of each reply ends up
    /// with the lists as they are.
    /// </summary>
    Task<GuestListReply> ChangesAsync(GuestCursor after, TicketCall call, CancellationToken cancellation);
}

/// <summary>One request to a ticket system.</summary>
/// <param name="Key">
/// Pedestal and its request id; resends have the same key. Enrolments and endings may have the matcher's.
/// </param>
/// <param name="Budget">The time left in which the pedestal must have its reply.</param>
public readonly record struct TicketCall(string Key, TimeSpan Budget)
{
    internal static TicketCall Of(string device, ulong requestId, TimeSpan budget) => new(KeyOf(device, requestId), budget);

    internal static string KeyOf(string device, ulong requestId) => $"{device}/{requestId:x16}";
}
