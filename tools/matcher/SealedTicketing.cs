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
        byte[] token, ulong requestId, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(Request(TicketPurpose.RedeemToken, token), requestId, budget, cancellation);

    /// <inheritdoc/>
    public Task<Decision> BindAsync(
        byte[] token, byte[] link, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var request = Request(TicketPurpose.BindToken, token);
        link.CopyTo(request.Link, 0);
        return AskAsync(request, requestId, budget, cancellation);
    }

    /// <inheritdoc/>
    public Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(TokenEnd.Write(tokenDigest), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), budget,
            cancellation);

    static TicketRequest Request(TicketPurpose purpose, byte[] token)
    {
        var request = new TicketRequest { Purpose = purpose, CodeLength = token.Length };
        token.CopyTo(request.Code, 0);
        return request;
    }

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
