using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>All that identity knows of ticketing. Of the guest nothing but a token crosses this line.</summary>
public interface ITicketing
{
    /// <summary>
    /// Redeems tonight's ticket behind a token, for a guest at a pedestal. The same request always means the same redemption.
    /// <see cref="Decision.Unavailable"/> when there is no answer within the budget.
    /// </summary>
    Task<Decision> RedeemAsync(byte[] token, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Whether samples may be taken under a link code at the pedestal that asks: <see cref="Decision.EnrolmentOpened"/>, or
    /// <see cref="Decision.Refused"/> whatever is wrong with it. <see cref="Decision.Unavailable"/> when there is no answer within
    /// the budget.
    /// </summary>
    Task<Decision> CheckLinkAsync(byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Binds a token to the account behind a link code used at the pedestal that asks. <see cref="Decision.Unavailable"/> when
    /// there is no answer within the budget.
    /// </summary>
    Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Whether the guest behind a token may be deleted at this pedestal: Bound when the code that opened the link is of the token's account,
    /// NoTicket when the token stands for no account, CodeNeeded when it does and no code was shown (a link of zeros), else Refused.
    /// <see cref="Decision.Unavailable"/> when there is no answer within the budget.
    /// </summary>
    Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation);

    /// <summary>
    /// Makes ticketing forget a token, by its SHA-256; <see cref="Decision.NoTicket"/> when it has, also if it never
    /// knew it. <see cref="Decision.Unavailable"/> when there is no answer within the budget.
    /// </summary>
    Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation);
}
