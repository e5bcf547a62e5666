using Pedestal.Core.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// The one ticket request that no pedestal sends and whose layout is therefore not the firmware's: the matcher tells
/// ticketing that a token has ended. Purpose (1), digest length (1), zeros (16), SHA-256 of the token (32), zeros; as
/// long as every ticket request. Ticketing answers NoTicket: the token stands for nothing any more.
/// </summary>
public static class TokenEnd
{
    const byte Purpose = 5;
    const int DigestLength = 32;
    const int DigestOffset = 2 + MatchRequest.LinkLength;

    /// <summary>The body that ends the token with this digest.</summary>
    public static byte[] Write(byte[] digest)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(digest.Length, DigestLength);
        var body = new byte[TicketRequest.Length];
        body[0] = Purpose;
        body[1] = DigestLength;
        digest.CopyTo(body, DigestOffset);
        return body;
    }

    /// <summary>Reads a body; false if it is another request.</summary>
    public static bool TryRead(byte[] body, out byte[] digest)
    {
        digest = [];
        if (body.Length != TicketRequest.Length || body[0] != Purpose || body[1] != DigestLength)
        {
            return false;
        }

        digest = body[DigestOffset..(DigestOffset + DigestLength)];
        return true;
    }
}
