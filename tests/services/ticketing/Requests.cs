using System.Text;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Bodies of ticket requests and replies.</summary>
static class Requests
{
    internal static byte[] Code(TicketPurpose purpose, string code) =>
        Body(purpose, Encoding.ASCII.GetBytes(code), null);

    internal static byte[] Token(TicketPurpose purpose, byte[] token, byte[]? link = null) =>
        Body(purpose, token, link);

    internal static byte[] Palm(byte[] token, string pedestal, ulong requestId, int number = 1, PassageTerms? terms = null)
    {
        var body = new byte[TicketRequest.Length];
        new PalmRedemption(token, pedestal, requestId, number, terms ?? PassageTerms.AtOnce).ToRequest().Write(body);
        return body;
    }

    internal static byte[] Link(byte[] link, string pedestal, byte[]? token = null)
    {
        var body = new byte[TicketRequest.Length];
        new LinkRequest(link, pedestal, token).ToRequest(token is null ? TicketPurpose.CheckLink : TicketPurpose.BindToken).Write(body);
        return body;
    }

    internal static Decision DecisionOf(byte[]? reply) => Reply(reply).Decision;

    internal static TicketReply Reply(byte[]? body)
    {
        Assert.NotNull(body);
        var reply = new TicketReply();
        Assert.True(reply.Read(body));
        return reply;
    }

    static byte[] Body(TicketPurpose purpose, byte[] code, byte[]? link)
    {
        var request = new TicketRequest { Purpose = purpose, CodeLength = code.Length };
        code.CopyTo(request.Code, 0);
        link?.CopyTo(request.Link, 0);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        return body;
    }
}
