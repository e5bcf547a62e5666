using Pedestal.Core.Protocol;

namespace Pedestal.Ticketing;

/// <summary>The tickets of the built-in store.</summary>
sealed class BuiltInTickets(TicketStore store, TicketingOptions options, TimeProvider time) : ITicketSystem
{
    readonly string _event = options.Event;

    public string? EventOf(string code) => store.Offline.EventOf(code);

    public Task<string?> FindFaultAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<TicketAnswer> RedeemCodeAsync(PresentedCode presented, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.RedeemCode(presented, _event, call.Key, time.GetUtcNow(), cancellation));

    public Task<TicketAnswer> RedeemTokenAsync(byte[] token, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.RedeemToken(
            token, _event, call.Key, time.GetUtcNow(), cancellation, withRotating: options.OfflineLanes.Length == 0));

    public Task<(TicketAnswer Answer, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Accounts.OpenEnrolment(presented, time.GetUtcNow()));

    public Task<Decision> BindTokenAsync(byte[] link, byte[] token, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Accounts.BindToken(link, token, time.GetUtcNow()));

    public Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation)
    {
        store.Accounts.End(digest);
        return Task.FromResult(Decision.NoTicket);
    }
}
