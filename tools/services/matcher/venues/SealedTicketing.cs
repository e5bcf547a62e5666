using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>Sends requests to a relying party's ticketing over MQTT, wherever it runs.</summary>
sealed class SealedTicketing(PartyClient client) : ITicketing
{
    // One late reply affects one guest; several in a row are a fault of the service.
    const int SilencesOfAFault = 3;

    int _silences;

    /// <summary>Why the party does not answer; null while it does.</summary>
    public string? Fault => client.Fault ?? (Volatile.Read(ref _silences) < SilencesOfAFault ? null
        : $"{(client.Party == PartyNames.Default ? "Ticketing" : $"The ticketing of {client.Party}")} has not answered the last {_silences} "
            + "requests. Check that it runs on the same broker, with the key that it shares with the matcher.");

    /// <inheritdoc/>
    public async Task<Redemption> RedeemAsync(byte[] token, long eventNumber, PassageTerms terms, PedestalRequest request, TimeSpan budget,
        CancellationToken cancellation)
    {
        var redemption = new PalmRedemption(token, request.Device, request.RequestId, (int)eventNumber, terms);
        var reply = await AskAsync(redemption.ToRequest(), request.TicketRequestId, budget, cancellation);
        return new Redemption(reply.Decision, reply.Notes);
    }

    /// <inheritdoc/>
    public Task<Decision> CheckLinkAsync(
        byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        DecideAsync(
            new LinkRequest(link, request.Device).ToRequest(TicketPurpose.CheckLink), request.TicketRequestId, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        DecideAsync(
            new LinkRequest(link, request.Device, token).ToRequest(TicketPurpose.BindToken), request.TicketRequestId, budget,
            cancellation);

    /// <inheritdoc/>
    public Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        DecideAsync(
            new LinkRequest(link, request.Device, token).ToRequest(TicketPurpose.CheckDeletion), request.TicketRequestId, budget,
            cancellation);

    /// <inheritdoc/>
    public async Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation) =>
        Read(await AskAsync(TokenEnd.Write(tokenDigest), NewId(), budget, cancellation)).Decision;

    /// <summary>The changes of the party's guest lists after a cursor; null when there is no reply to use.</summary>
    public async Task<GuestListReply?> FollowAsync(GuestCursor after, TimeSpan budget, CancellationToken cancellation) =>
        await AskAsync(new GuestListRequest(after).Write(), NewId(), budget, cancellation) is { } body ? GuestListReply.Read(body) : null;

    async Task<Decision> DecideAsync(TicketRequest request, ulong requestId, TimeSpan budget, CancellationToken cancellation) =>
        (await AskAsync(request, requestId, budget, cancellation)).Decision;

    async Task<TicketReply> AskAsync(TicketRequest request, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        return Read(await AskAsync(body, requestId, budget, cancellation));
    }

    async Task<byte[]?> AskAsync(byte[] body, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var reply = await client.AskAsync(body, requestId, budget, cancellation);
        if (reply is null)
        {
            Interlocked.Increment(ref _silences);
        }
        else
        {
            Volatile.Write(ref _silences, 0);
        }

        return reply;
    }

    static TicketReply Read(byte[]? body)
    {
        var reply = new TicketReply();
        return body is not null && reply.Read(body) ? reply : new TicketReply { Decision = Decision.Unavailable };
    }

    static ulong NewId() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
