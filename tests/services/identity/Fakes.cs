using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

/// <summary>Ticketing that replies as the test sets it and records every request.</summary>
sealed class FakeTicketing : ITicketing
{
    public Decision RedeemAnswer { get; set; } = Decision.Admitted;

    public Decision EndAnswer { get; set; } = Decision.NoTicket;

    public Decision BindAnswer { get; set; } = Decision.Bound;

    public List<(byte[] Token, ulong RequestId)> Redeemed { get; } = [];

    public Decision LinkAnswer { get; set; } = Decision.EnrolmentOpened;

    public List<(byte[] Link, string Device)> Checked { get; } = [];

    public List<(byte[] Token, byte[] Link)> Bound { get; } = [];

    public List<byte[]> Ended { get; } = [];

    public Task<Decision> RedeemAsync(
        byte[] token, PedestalRequest request, TimeSpan budget, CancellationToken cancellation)
    {
        Redeemed.Add((token, request.TicketRequestId));
        return Task.FromResult(RedeemAnswer);
    }

    public Task<Decision> CheckLinkAsync(
        byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation)
    {
        Checked.Add((link, request.Device));
        return Task.FromResult(LinkAnswer);
    }

    public Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation)
    {
        Bound.Add((token, link));
        return Task.FromResult(BindAnswer);
    }

    public Decision DeletionAnswer { get; set; } = Decision.Bound;

    public Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        Task.FromResult(DeletionAnswer);

    public Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation)
    {
        Ended.Add(tokenDigest);
        return Task.FromResult(EndAnswer);
    }
}
