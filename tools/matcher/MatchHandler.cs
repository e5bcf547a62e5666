using Microsoft.Extensions.Logging;
using Pedestal.Core.Protocol;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Takes an authentic match request to the desk it is for and writes down what was decided.</summary>
sealed class MatchHandler(EntryDesk entry, EnrolmentDesk enrolment, RecentEnrolments recent, ILogger logger)
{
    /// <summary>The body of the reply to a request.</summary>
    public async Task<byte[]> HandleAsync(SealedRequest request, CancellationToken cancellation)
    {
        var asked = new MatchRequest();
        if (!asked.Read(request.Body))
        {
            logger.LogWarning("{Device} sent a match request of {Bytes} bytes that this version does not understand",
                request.Device, request.Body.Length);
            return Answer(Decision.Refused);
        }

        var from = new PedestalRequest(request.Device, request.RequestId, request.Remaining);
        var reply = asked.Purpose == MatchPurpose.Enter
            ? await entry.EnterAsync(from, asked.Template, cancellation)
            : await enrolment.KeepSampleAsync(from, asked, cancellation);
        if (asked.Purpose == MatchPurpose.Enrol)
        {
            recent.Note(request.Device, reply.Decision);
        }

        logger.LogInformation(
            "{Purpose} at {Device}: {Decision} after {Total:0.0} ms (search {Search:0.0}, ticketing {Ticketing:0.0})",
            asked.Purpose, request.Device, reply.Decision, request.Elapsed.TotalMilliseconds,
            reply.MatchMicroseconds / 1000.0, reply.TicketMicroseconds / 1000.0);
        return Write(reply);
    }

    /// <summary>The body of a reply that carries a decision only.</summary>
    public static byte[] Answer(Decision decision) => Write(new MatchReply { Decision = decision });

    static byte[] Write(MatchReply reply)
    {
        var body = new byte[MatchReply.Length];
        reply.Write(body);
        return body;
    }
}
