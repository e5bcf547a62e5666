using System.Text;
using Microsoft.Extensions.Logging;
using Pedestal.Core.Protocol;
using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>Turns a ticket request into its reply: who may ask what, and what the ticket system says.</summary>
sealed class TicketDesk(ITicketSystem tickets, RotatingCodes codes, OfflineDesk offline, TimeProvider time, ILogger logger)
{
    /// <summary>The one device that may speak of tokens.</summary>
    internal const string Matcher = "matcher";

    internal async Task<byte[]> AnswerAsync(SealedRequest sealedRequest, CancellationToken cancellation)
    {
        var request = new TicketRequest();
        var reply = new TicketReply { Decision = Decision.Refused };
        var call = new TicketCall($"{sealedRequest.Device}/{sealedRequest.RequestId:x16}", sealedRequest.Remaining);
        if (TokenEnd.TryRead(sealedRequest.Body, out var digest))
        {
            reply.Decision = await EndAsync(sealedRequest.Device, digest, call, cancellation);
        }
        else if (!request.Read(sealedRequest.Body))
        {
            logger.LogWarning("{Device} sent a ticket request this version does not understand", sealedRequest.Device);
        }
        else if (request.IsOfToken != (sealedRequest.Device == Matcher))
        {
            logger.LogWarning("{Device} may not ask for {Purpose}", sealedRequest.Device, request.Purpose);
        }
        else
        {
            await DecideAsync(request, sealedRequest.Device, call, reply, cancellation);
            logger.LogInformation(
                "{Device} {Purpose}: {Decision} in {Microseconds:F0} us",
                sealedRequest.Device, request.Purpose, reply.Decision, sealedRequest.Elapsed.TotalMicroseconds);
        }

        reply.TicketMicroseconds = (uint)sealedRequest.Elapsed.TotalMicroseconds;
        return Written(reply);
    }

    internal static byte[] Fallback(Decision decision) => Written(new TicketReply { Decision = decision });

    async Task DecideAsync(
        TicketRequest request, string device, TicketCall call, TicketReply reply, CancellationToken cancellation)
    {
        var code = request.Code.AsSpan(0, request.CodeLength).ToArray();
        PresentedCode? presented = request.Purpose is TicketPurpose.RedeemCode or TicketPurpose.OpenEnrolment
            ? codes.Read(TicketCode.Normalise(Encoding.Latin1.GetString(code)), time.GetUtcNow(), tickets.EventOf)
            : default(PresentedCode);
        if (presented is not { } ticket)
        {
            reply.Decision = Decision.UnknownTicket;
            return;
        }

        switch (request.Purpose)
        {
            case TicketPurpose.RedeemCode:
                reply.Decision = offline.IsOtherLanes(device, ticket)
                    ? Decision.OtherLane
                    : await tickets.RedeemCodeAsync(ticket, call, cancellation);
                break;
            case TicketPurpose.OpenEnrolment:
                (reply.Decision, var link) = await tickets.OpenEnrolmentAsync(ticket, call, cancellation);
                link?.CopyTo(reply.Link, 0);
                break;
            case TicketPurpose.RedeemToken:
                reply.Decision = await tickets.RedeemTokenAsync(code, call, cancellation);
                break;
            case TicketPurpose.BindToken:
                reply.Decision = await tickets.BindTokenAsync(request.Link, code, call, cancellation);
                break;
            case TicketPurpose.OpenOffline:
                reply.Decision = offline.Open(device, request);
                break;
            case TicketPurpose.ReportOffline:
                reply.Decision = offline.Report(device, request);
                break;
        }
    }

    async Task<Decision> EndAsync(string device, byte[] digest, TicketCall call, CancellationToken cancellation)
    {
        if (device != Matcher)
        {
            logger.LogWarning("{Device} may not end tokens", device);
            return Decision.Refused;
        }

        var decision = await tickets.EndTokenAsync(digest, call, cancellation);
        logger.LogInformation("{Device} ends a token: {Decision}", device, decision);
        return decision;
    }

    static byte[] Written(TicketReply reply)
    {
        var body = new byte[TicketReply.Length];
        reply.Write(body);
        return body;
    }
}
