using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>Sends requests to ticketing over MQTT, as the device named "matcher", wherever ticketing runs.</summary>
sealed class SealedTicketing(SealedClient client) : ITicketing
{
    // One late reply affects one guest; several in a row are a fault of the service.
    const int SilencesOfAFault = 3;

    int _silences;

    /// <summary>Why ticketing does not respond, as far as it was used; null while it does.</summary>
    public string? Fault => Volatile.Read(ref _silences) < SilencesOfAFault ? null
        : $"Ticketing has not answered the last {_silences} requests. Check that it runs on the same broker, with the key "
            + "\"matcher\" of the same provisioning.";

    /// <inheritdoc/>
    public Task<Decision> RedeemAsync(
        byte[] token, long eventNumber, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(new PalmRedemption(token, request.Device, request.RequestId, Event: 0).ToRequest(), request.TicketRequestId, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> CheckLinkAsync(
        byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(
            new LinkRequest(link, request.Device).ToRequest(TicketPurpose.CheckLink), request.TicketRequestId, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> BindAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(
            new LinkRequest(link, request.Device, token).ToRequest(TicketPurpose.BindToken), request.TicketRequestId, budget,
            cancellation);

    /// <inheritdoc/>
    public Task<Decision> CheckDeletionAsync(
        byte[] token, byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(
            new LinkRequest(link, request.Device, token).ToRequest(TicketPurpose.CheckDeletion), request.TicketRequestId, budget,
            cancellation);

    /// <inheritdoc/>
    public Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(TokenEnd.Write(tokenDigest), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), budget,
            cancellation);

    Task<Decision> AskAsync(
        TicketRequest request, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        return AskAsync(body, requestId, budget, cancellation);
    }

    async Task<Decision> AskAsync(byte[] body, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var answer = await client.AskAsync(body, requestId, budget, cancellation);
        if (answer is null)
        {
            Interlocked.Increment(ref _silences);
        }
        else
        {
            Volatile.Write(ref _silences, 0);
        }

        var reply = new TicketReply();
        return answer != null && reply.Read(answer) ? reply.Decision : Decision.Unavailable;
    }
}
