using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

/// <summary>Ticketing that replies as the test sets it and records every request.</summary>
sealed class FakeTicketing : ITicketing
{
    public Decision RedeemReply { get; set; } = Decision.Admitted;

    public Decision EndReply { get; set; } = Decision.NoTicket;

    public Decision BindReply { get; set; } = Decision.Bound;

    public List<(byte[] Token, ulong RequestId, long Event)> Redeemed { get; } = [];

    public Decision LinkReply { get; set; } = Decision.EnrolmentOpened;

    public List<(byte[] Link, string Device)> Checked { get; } = [];

    public List<(byte[] Token, byte[] Link)> Bound { get; } = [];

    public List<byte[]> Ended { get; } = [];

    /// <summary>A venue's own ticketing.</summary>
    public static Parties At(string venue, FakeTicketing ticketing) =>
        new(new PartyLink(venue, RelyingParty.Ticketing, ticketing));

    public byte RedeemNotes { get; set; }

    public Task<Redemption> RedeemAsync(byte[] token, long eventNumber, PassageTerms terms, PedestalRequest request, TimeSpan budget,
        CancellationToken cancellation)
    {
        Redeemed.Add((token, request.TicketRequestId, eventNumber));
        return Task.FromResult(new Redemption(RedeemReply, RedeemNotes));
    }

    public Task<Decision> CheckLinkAsync(
        byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation)
    {
        Checked.Add((link, request.Device));
        return Task.FromResult(LinkReply);
    }

    public Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation)
    {
        Bound.Add((token, link));
        return Task.FromResult(BindReply);
    }

    public Decision DeletionReply { get; set; } = Decision.Bound;

    public Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        Task.FromResult(DeletionReply);

    public Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation)
    {
        Ended.Add(tokenDigest);
        return Task.FromResult(EndReply);
    }
}
