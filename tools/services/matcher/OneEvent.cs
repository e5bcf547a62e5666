using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>
/// The one event of a venue whose ticketing sends no guest lists: it is always open, and everybody who is enrolled is its
/// guest. Whether a guest has a ticket, ticketing says at the entrance.
/// </summary>
sealed class OneEvent(PalmRegister register, string name, string venue, ITicketing ticketing) : ITicketing
{
    const long Number = 1;

    readonly GuestListMirror _mirror = new(register);

    /// <summary>Opens the event for everybody who is enrolled.</summary>
    public void Open()
    {
        var tokens = register.Store.Templates.ReadAll().Templates.Select(template => template.Palm).Distinct()
            .Select(TokenOf).OfType<byte[]>();
        var show = new PartyEvent(RelyingParty.Ticketing, Number, name, venue, [], null, null, null, EventOpening.Open);
        _mirror.Apply(RelyingParty.Ticketing, new GuestPage(new byte[GuestLists.CursorLength], IsLast: false, [show],
            [.. tokens.Select(token => new GuestChange(Number, SHA256.HashData(token), IsIn: true))]));
    }

    byte[]? TokenOf(long palm)
    {
        try
        {
            return register.Store.Tokens.Find(palm, RelyingParty.Ticketing);
        }
        catch (Exception e) when (e is PalmStoreException or StorageException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation)
    {
        var decision = await ticketing.BindAsync(token, link, request, budget, cancellation);
        if (decision == Decision.Bound)
        {
            _mirror.Apply(RelyingParty.Ticketing, new GuestPage(new byte[GuestLists.CursorLength], IsLast: false, [],
                [new GuestChange(Number, SHA256.HashData(token), IsIn: true)]));
        }

        return decision;
    }

    /// <inheritdoc/>
    public Task<Decision> RedeemAsync(
        byte[] token, long eventNumber, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        ticketing.RedeemAsync(token, eventNumber, request, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> CheckLinkAsync(
        byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        ticketing.CheckLinkAsync(link, request, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        ticketing.CheckDeletionAsync(token, link, request, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation) =>
        ticketing.EndAsync(tokenDigest, budget, cancellation);
}
