using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pedestal.Hal;

namespace Pedestal.Messaging.Nodes;

/// <summary>
/// The mark of one of several services with the same keys, with which its sessions begin, so that each of them can see whose a request
/// is.
/// </summary>
static class NodeMark
{
    // Where a session is in a message; PROTOCOL.md.
    const int SessionOffset = 12;

    /// <summary>The mark of a node; never 0, which is no session.</summary>
    internal static ushort Of(string node) =>
        Math.Max((ushort)1, BinaryPrimitives.ReadUInt16BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(node))));

    /// <summary>The mark of the session in which a message was sent; 0 if there is none.</summary>
    internal static ushort OfMessage(ReadOnlySpan<byte> message) =>
        message.Length < SessionOffset + sizeof(ushort) ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(message[SessionOffset..]);

    /// <summary>A cipher whose random bytes begin with a node's mark, for its sessions; without a name the cipher itself.</summary>
    internal static ICipher OfSessions(ICipher cipher, string node) => node.Length == 0 ? cipher : new Marking(cipher, Of(node));

    sealed class Marking(ICipher cipher, ushort mark) : ICipher
    {
        public byte[] Encrypt(byte[] key, byte[] iv, byte[] data) => cipher.Encrypt(key, iv, data);

        public byte[] Decrypt(byte[] key, byte[] iv, byte[] data) => cipher.Decrypt(key, iv, data);

        public byte[] Authenticate(byte[] key, byte[] data) => cipher.Authenticate(key, data);

        public void FillRandom(byte[] buffer)
        {
            cipher.FillRandom(buffer);
            BinaryPrimitives.WriteUInt16BigEndian(buffer, mark);
        }
    }
}
