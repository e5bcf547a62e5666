using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>The tickets of the built-in store.</summary>
sealed class BuiltInTickets(TicketStore store, TicketingOptions options, TimeProvider time, TrustedTime trusted) : ITicketSystem
{
    static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(1);

    readonly string _event = options.Event;

    public string? EventOf(string code) => store.Offline.EventOf(code);

    public async Task<string?> FindFaultAsync(CancellationToken cancellation) =>
        await store.Probe.CheckAsync(ProbePatience, cancellation) is { } fault
            ? $"The tickets' database accepts no writes: {fault}."
            : null;

    public Task<TicketOutcome> RedeemCodeAsync(PresentedCode presented, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.RedeemCode(presented, _event, call.Key, time.GetUtcNow(), cancellation));

    public Task<TicketOutcome> RedeemTokenAsync(byte[] token, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.RedeemToken(
            token, _event, call.Key, time.GetUtcNow(), withRotating: options.OfflineLanes.Length == 0, cancellation));

    public Task<(TicketOutcome Outcome, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Links.Open(presented, booth, trusted.GetUtcNow(), options.ConfirmEnrolments));

    public Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Links.Check(link, pedestal, trusted.GetUtcNow()));

    public Task<Decision> BindTokenAsync(
        byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Accounts.BindToken(link, token, pedestal, trusted.GetUtcNow()));

    public Task<TicketOutcome> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Accounts.Check(presented, token));

    public Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation)
    {
        store.Accounts.End(digest);
        return Task.FromResult(Decision.NoTicket);
    }
}
