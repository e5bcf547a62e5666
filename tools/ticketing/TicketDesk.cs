using System.Text;
using Microsoft.Extensions.Logging;
using Pedestal.Core.Protocol;
using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>Turns a ticket request into its reply: who may ask what, and what the store says.</summary>
sealed class TicketDesk(TicketStore store, RotatingCodes codes, string @event, TimeProvider time, ILogger logger)
{
    /// <summary>The one device that may speak of tokens.</summary>
    internal const string Matcher = "matcher";

    internal Task<byte[]> AnswerAsync(SealedRequest sealedRequest, CancellationToken cancellation)
    {
        var request = new TicketRequest();
        var reply = new TicketReply { Decision = Decision.Refused };
        if (TokenEnd.TryRead(sealedRequest.Body, out var digest))
        {
            reply.Decision = End(sealedRequest.Device, digest);
        }
        else if (!request.Read(sealedRequest.Body))
        {
            logger.LogWarning("{Device} sent a ticket request this version does not understand", sealedRequest.Device);
        }
        else if (IsForMatcher(request.Purpose) != (sealedRequest.Device == Matcher))
        {
            logger.LogWarning("{Device} may not ask for {Purpose}", sealedRequest.Device, request.Purpose);
        }
        else
        {
            Decide(request, $"{sealedRequest.Device}/{sealedRequest.RequestId:x16}", reply, cancellation);
            logger.LogInformation(
                "{Device} {Purpose}: {Decision} in {Microseconds:F0} us",
                sealedRequest.Device, request.Purpose, reply.Decision, sealedRequest.Elapsed.TotalMicroseconds);
        }

        reply.TicketMicroseconds = (uint)sealedRequest.Elapsed.TotalMicroseconds;
        return Task.FromResult(Written(reply));
    }

    internal static byte[] Fallback(Decision decision) => Written(new TicketReply { Decision = decision });

    void Decide(TicketRequest request, string requestKey, TicketReply reply, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var code = request.Code.AsSpan(0, request.CodeLength).ToArray();
        PresentedCode? presented = IsForMatcher(request.Purpose)
            ? default(PresentedCode)
            : codes.Read(Encoding.Latin1.GetString(code), now);
        if (presented is not { } ticket)
        {
            reply.Decision = Decision.UnknownTicket;
            return;
        }

        switch (request.Purpose)
        {
            case TicketPurpose.RedeemCode:
                reply.Decision = store.RedeemCode(
                    ticket, @event, requestKey, now, cancellation);
                break;
            case TicketPurpose.OpenEnrolment:
                (reply.Decision, var link) = store.Accounts.OpenEnrolment(ticket, now);
                link?.CopyTo(reply.Link, 0);
                break;
            case TicketPurpose.RedeemToken:
                reply.Decision = store.RedeemToken(code, @event, requestKey, now, cancellation);
                break;
            case TicketPurpose.BindToken:
                reply.Decision = store.Accounts.BindToken(request.Link, code, now);
                break;
        }
    }

    Decision End(string device, byte[] digest)
    {
        if (device != Matcher)
        {
            logger.LogWarning("{Device} may not end tokens", device);
            return Decision.Refused;
        }

        var known = store.Accounts.End(digest);
        logger.LogInformation("{Device} ended a token that was {Known}", device, known ? "known" : "not known");
        return Decision.NoTicket;
    }

    static bool IsForMatcher(TicketPurpose purpose) => purpose >= TicketPurpose.RedeemToken;

    static byte[] Written(TicketReply reply)
    {
        var body = new byte[TicketReply.Length];
        reply.Write(body);
        return body;
    }
}
