using System.Text;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A ticket request of the matcher about an enrolment's link code. It names the pedestal that uses the code, because the code
/// is valid only there, followed by the token once there is one to bind.
/// </summary>
/// <param name="Link">The link code.</param>
/// <param name="Pedestal">The pedestal where the samples are taken.</param>
/// <param name="Token">BindToken: the token to bind; CheckDeletion: the palm's token; null for CheckLink.</param>
public sealed record LinkRequest(byte[] Link, string Pedestal, byte[]? Token = null)
{
    /// <summary>Writes the request.</summary>
    /// <param name="purpose">CheckLink without a token, else BindToken or CheckDeletion.</param>
    public TicketRequest ToRequest(TicketPurpose purpose)
    {
        var token = Token ?? [];
        var request = new TicketRequest { Purpose = purpose, CodeLength = token.Length + Pedestal.Length };
        Link.CopyTo(request.Link, 0);
        token.CopyTo(request.Code, 0);
        Encoding.ASCII.GetBytes(Pedestal, request.Code.AsSpan(token.Length));
        return request;
    }

    /// <summary>Reads a request; false if it is another request or its pedestal name is invalid.</summary>
    public static bool TryRead(TicketRequest request, out LinkRequest read)
    {
        ArgumentNullException.ThrowIfNull(request);
        read = new LinkRequest([], "");
        var isBinding = request.Purpose is TicketPurpose.BindToken or TicketPurpose.CheckDeletion;
        if (!isBinding && request.Purpose != TicketPurpose.CheckLink)
        {
            return false;
        }

        var name = isBinding ? TicketRequest.TokenLength : 0;
        var pedestal = Encoding.Latin1.GetString(request.Code, name, request.CodeLength - name);
        read = new LinkRequest([.. request.Link], pedestal, isBinding ? request.Code[..name] : null);
        return Topics.IsName(pedestal);
    }
}
