using System;

namespace Pedestal.Protocol
{
    /// <summary>
    /// Body of the one ticket request that no pedestal sends: the matcher tells ticketing that a token has ended. Purpose (1),
    /// digest length (1), zeros (16), SHA-256 of the token (32), zeros; as long as every ticket request. Ticketing replies NoTicket:
    /// the token no longer belongs to an account.
    /// </summary>
    public static class TokenEnd
    {
        const byte Purpose = 5;
        const int DigestLength = 32;
        const int DigestOffset = 2 + TicketRequest.LinkLength;

        /// <summary>Writes the body that ends the token with this digest.</summary>
        /// <param name="digest">SHA-256 of the token, 32 bytes.</param>
        /// <exception cref="ArgumentException">The digest has another length.</exception>
        public static byte[] Write(byte[] digest)
        {
            if (digest.Length != DigestLength)
            {
                throw new ArgumentException("The digest of a token has exactly 32 bytes.");
            }

            var body = new byte[TicketRequest.Length];
            body[0] = Purpose;
            body[1] = DigestLength;
            Array.Copy(digest, 0, body, DigestOffset, DigestLength);
            return body;
        }

        /// <summary>Reads a body; false and no digest if it is another request.</summary>
        public static bool TryRead(byte[] body, out byte[] digest)
        {
            var isEnd = body.Length == TicketRequest.Length && body[0] == Purpose && body[1] == DigestLength;
            digest = isEnd ? new byte[DigestLength] : null;
            if (isEnd)
            {
                Array.Copy(body, DigestOffset, digest, 0, DigestLength);
            }

            return isEnd;
        }
    }
}
