using System.Text;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A ticket request of the matcher that redeems a palm's ticket (purpose RedeemToken): the token, followed by the pedestal's
/// name, with the pedestal's own request id and the event's number in place of the link code. Ticketing thus knows where the guest
/// entered and for which event, and staff can find the request in every log.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Pedestal">Where the palm was shown.</param>
/// <param name="RequestId">The pedestal's request.</param>
/// <param name="Event">The number of the party's event in whose gallery the palm was found.</param>
/// <param name="Terms">The terms of the entry.</param>
public sealed record PalmRedemption(byte[] Token, string Pedestal, ulong RequestId, int Event, PassageTerms Terms)
{
    const int EventOffset = 8;
    const int TermsOffset = 12;

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
        Bytes.PutUInt32(request.Link, EventOffset, (uint)Event);
        Terms.Write(request.Link, TermsOffset);
        return request;
    }

    /// <summary>Adds the pedestal and its request id to the log lines that follow, as in the pedestal's own log.</summary>
    public IDisposable? BeginScope(ILogger logger) => logger.BeginScope(new RequestScope(Pedestal, RequestId));

    /// <summary>Reads a request; false if it is another request, or its terms or its pedestal name are invalid.</summary>
    public static bool TryRead(TicketRequest request, out PalmRedemption redemption)
    {
        ArgumentNullException.ThrowIfNull(request);
        redemption = new PalmRedemption([], "", 0, 0, PassageTerms.AtOnce);
        if (request.Purpose != TicketPurpose.RedeemToken || PassageTerms.Read(request.Link, TermsOffset) is not { } terms)
        {
            return false;
        }

        var pedestal = Encoding.Latin1.GetString(request.Code, TicketRequest.TokenLength, request.CodeLength - TicketRequest.TokenLength);
        redemption = new PalmRedemption(
            request.Code[..TicketRequest.TokenLength], pedestal, Bytes.GetUInt64(request.Link, 0),
            (int)Bytes.GetUInt32(request.Link, EventOffset), terms);
        return Topics.IsName(pedestal);
    }
}
