using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Where tickets and accounts are kept: the built-in store, or a system elsewhere. Every call carries the key of its request; the
/// same key again means the same request and leads to the same decision.
/// </summary>
public interface ITicketSystem
{
    /// <summary>The event whose key signs the codes of this ticket; null when it has no signed codes.</summary>
    string? EventOf(string code);

    /// <summary>Why it cannot decide now, and what to do; null when it can, as far as can be told without a request.</summary>
    Task<string?> FindFaultAsync(CancellationToken cancellation);

    /// <summary>Redeems the ticket with this code.</summary>
    Task<TicketAnswer> RedeemCodeAsync(PresentedCode presented, TicketCall call, CancellationToken cancellation);

    /// <summary>Redeems the event's ticket of the account this token stands for.</summary>
    Task<TicketAnswer> RedeemTokenAsync(byte[] token, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Opens an enrolment for the account behind a ticket that proves it: a signed code, or a static one that is not used. A system
    /// that can reach the account asks it, by a push, a link or a one-time number, and until it has answered the enrolment is
    /// ConfirmationAwaited. The link code only when it is that or EnrolmentOpened; it is good at this booth alone.
    /// </summary>
    Task<(TicketAnswer Answer, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Whether a link code may be used at a pedestal now: EnrolmentOpened, ConfirmationAwaited while the account has not answered, or
    /// Refused whatever is wrong with it.
    /// </summary>
    Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Binds a token to the account behind a link code used at a pedestal, and lets the account know that a palm was linked and how
    /// to undo it.
    /// </summary>
    Task<Decision> BindTokenAsync(byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation);

    /// <summary>
    /// Whose a code and a token are. A code alone: DeletionOpened for one of an account, else UnknownTicket or NoTicket. With a token:
    /// NoTicket when it stands for no account, CodeNeeded without a code, Bound when both are of one account, else Refused.
    /// </summary>
    Task<TicketAnswer> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation);

    /// <summary>Forgets a token by its digest: NoTicket when it stands for nothing any more.</summary>
    Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation);
}

/// <summary>One request to a ticket system.</summary>
/// <param name="Key">Pedestal and its request id; resends have the same. Enrolments and endings may have the matcher's.</param>
/// <param name="Budget">What is left of the time in which the pedestal must have its answer.</param>
public readonly record struct TicketCall(string Key, TimeSpan Budget)
{
    internal static TicketCall Of(string device, ulong requestId, TimeSpan budget) => new($"{device}/{requestId:x16}", budget);
}
