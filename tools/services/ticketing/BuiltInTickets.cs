using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// The tickets of the built-in store. Events open and close, and links expire, by trusted time: a jump of the host's clock opens
/// no door and ends no enrolment.
/// </summary>
sealed class BuiltInTickets(
    TicketStore store, TicketingOptions options, TrustedTime time, TicketingMetrics metrics, ILogger<BuiltInTickets> logger) : ITicketSystem
{
    static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(1);

    // Those that wait for the disk together are written together.
    public int? AtOnce => 64;

    public Task<IReadOnlyList<string>> EventsOfAsync(string code, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Offline.EventsOf(code));

    public async Task<string?> FindFaultAsync(CancellationToken cancellation) =>
        await store.Probe.CheckAsync(ProbePatience, cancellation) is { } fault ? $"The tickets' database accepts no writes: {fault}."
        : time.Hold is { } hold ? $"The host's clock jumped to {hold.Host:u}; events open and close by the time before the jump, now "
            + $"{hold.Trusted:u}. Set the clock right, or restart ticketing if it is."
        : null;

    public Task<TicketOutcome> RedeemCodeAsync(
        PresentedCode presented, EntryAttempt attempt, TicketCall call, CancellationToken cancellation) =>
        store.Admissions.ByCodeAsync(presented, attempt, call.Key, time.GetUtcNow(), cancellation);

    public Task<TicketOutcome> RedeemTokenAsync(
        byte[] token, int number, EntryAttempt attempt, TicketCall call, CancellationToken cancellation) =>
        store.Admissions.ByPalmAsync(
            token, number, attempt, call.Key, time.GetUtcNow(), withRotating: options.OfflineLanes.Length == 0, cancellation);

    public async Task<TicketOutcome> ReportPassageAsync(
        PassageReport report, Entrance entrance, string pedestal, TicketCall call, CancellationToken cancellation)
    {
        var effect = await store.Entries.ReportPassageAsync(report, entrance, pedestal, time.GetUtcNow());
        metrics.Passed(effect);
        if (effect is PassageEffect.SlippedThrough or PassageEffect.PassedTwice)
        {
            logger.LogWarning("{Pedestal} at {Entrance}: {Effect}", pedestal, entrance.Name, effect == PassageEffect.SlippedThrough
                ? "somebody passed whom no admission let through" : "two guests passed by one admission");
        }

        return Decision.Noted;
    }

    public Task<(TicketOutcome Outcome, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Links.Open(presented, booth, time.GetUtcNow(), options.ConfirmEnrolments));

    public Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Links.Check(link, pedestal, time.GetUtcNow()));

    public Task<TicketOutcome> BindTokenAsync(
        byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Accounts.BindToken(link, token, pedestal, time.GetUtcNow()));

    public Task<TicketOutcome> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Accounts.Check(presented, token));

    public Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation)
    {
        store.Accounts.End(digest);
        return Task.FromResult(Decision.NoTicket);
    }

    public Task<GuestListReply> ChangesAsync(GuestCursor after, TicketCall call, CancellationToken cancellation) =>
        Task.FromResult(store.Guests.Page(after, options.Venue));
}
