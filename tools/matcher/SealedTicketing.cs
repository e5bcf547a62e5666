using System.Security.Cryptography;
using Pedestal.Core.Protocol;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Asks ticketing over MQTT, as the device named "matcher", wherever ticketing runs.</summary>
sealed class SealedTicketing(SealedClient client) : ITicketing
{
    /// <inheritdoc/>
    public Task<Decision> RedeemAsync(
        byte[] token, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(new PalmRedemption(token, request.Device, request.RequestId).ToRequest(), request.TicketRequestId, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> BindAsync(
        byte[] token, byte[] link, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var request = new TicketRequest { Purpose = TicketPurpose.BindToken, CodeLength = token.Length };
        token.CopyTo(request.Code, 0);
        link.CopyTo(request.Link, 0);
        return AskAsync(request, requestId, budget, cancellation);
    }

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
        var reply = new TicketReply();
        return answer != null && reply.Read(answer) ? reply.Decision : Decision.Unavailable;
    }
}
