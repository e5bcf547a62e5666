using System.Text;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A palm's redemption as the matcher asks for it (purpose RedeemToken): the token and behind it the name of the pedestal, and that
/// pedestal's own request id in place of the link code. So ticketing knows where the guest went in, and staff finds the line in
/// every log.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Pedestal">Where the palm was shown.</param>
/// <param name="RequestId">The pedestal's request.</param>
public sealed record PalmRedemption(byte[] Token, string Pedestal, ulong RequestId)
{
    /// <summary>Writes the request.</summary>
    public TicketRequest ToRequest()
    {
        var request = new TicketRequest
        {
            Purpose = TicketPurpose.RedeemToken, CodeLength = TicketRequest.TokenLength + Pedestal.Length,
        };
        Token.CopyTo(request.Code, 0);
        Encoding.ASCII.GetBytes(Pedestal, request.Code.AsSpan(TicketRequest.TokenLength));
        Bytes.PutUInt64(request.Link, 0, RequestId);
        return request;
    }

    /// <summary>Names the pedestal and its request in the log lines that follow, as the pedestal's own lines do.</summary>
    public IDisposable? BeginScope(ILogger logger) => logger.BeginScope(new RequestScope(Pedestal, RequestId));

    /// <summary>Reads a request; false when it is another one or its pedestal can be none.</summary>
    public static bool TryRead(TicketRequest request, out PalmRedemption redemption)
    {
        ArgumentNullException.ThrowIfNull(request);
        redemption = new PalmRedemption([], "", 0);
        if (request.Purpose != TicketPurpose.RedeemToken)
        {
            return false;
        }

        var pedestal = Encoding.Latin1.GetString(request.Code, TicketRequest.TokenLength, request.CodeLength - TicketRequest.TokenLength);
        redemption = new PalmRedemption(
            request.Code[..TicketRequest.TokenLength], pedestal, Bytes.GetUInt64(request.Link, 0));
        return Topics.IsName(pedestal);
    }
}
