using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>
/// Everything identity knows of a relying party's ticketing. Nothing about the guest except the party's own token crosses this
/// interface.
/// </summary>
public interface ITicketing
{
    /// <summary>
    /// Redeems the ticket behind a token for an event, given its number, for a guest at a pedestal, on its terms. The same request
    /// always means the same redemption. <see cref="Decision.Unavailable"/> when no reply arrives within the budget.
    /// </summary>
    Task<Redemption> RedeemAsync(byte[] token, long eventNumber, PassageTerms terms, PedestalRequest request, TimeSpan budget,
        CancellationToken cancellation);

    /// <summary>
    /// Whether samples may be taken under a link code at the requesting pedestal: <see cref="Decision.EnrolmentOpened"/>, or
    /// <see cref="Decision.Refused"/> for whatever reason. <see cref="Decision.Unavailable"/> when no reply arrives within the
    /// budget.
    /// </summary>
    Task<Decision> CheckLinkAsync(byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Binds a token to the account behind a link code used at the requesting pedestal: Bound, also for a token that the
    /// account has already; Refused for one of another account; TicketUsed when the ticket has enrolled somebody else. <see
    /// cref="Decision.Unavailable"/> when no reply arrives within the budget.
    /// </summary>
    Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Whether the guest behind a token may be deleted at this pedestal: Bound when the code that opened the link belongs to
    /// the token's account, NoTicket when the token belongs to no account, CodeNeeded when it does and no code was shown (a
    /// link of zeros), else Refused. <see cref="Decision.Unavailable"/> when no reply arrives within the budget.
    /// </summary>
    Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Makes ticketing forget a token, given its SHA-256; <see cref="Decision.NoTicket"/> when it has, or never knew it. <see
    /// cref="Decision.Unavailable"/> when no reply arrives within the budget.
    /// </summary>
    Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation);
}
