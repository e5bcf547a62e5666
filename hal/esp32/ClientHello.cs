using System;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// The ClientHello of TLS 1.2 (RFC 5246, 7.4.1.2), for a connection that goes no further: any server replies to it, with its
    /// ServerHello or an alert.
    /// </summary>
    public static class ClientHello
    {
        const int RandomLength = 32;

        // Record, handshake header, version 3.3; lengths are filled in below.
        static readonly byte[] Head = { 0x16, 0x03, 0x01, 0, 0, 0x01, 0, 0, 0, 0x03, 0x03 };

        static readonly byte[] Tail =
        {
            0, // no session
            0, 12, 0xC0, 0x2B, 0xC0, 0x2C, 0xC0, 0x2F, 0xC0, 0x30, 0, 0x9C, 0, 0x9D, // ECDHE and RSA with AES-GCM
            1, 0, // no compression
            0, 30,
            0, 10, 0, 8, 0, 6, 0, 23, 0, 24, 0, 29, // curves: P-256, P-384, X25519
            0, 11, 0, 2, 1, 0, // points uncompressed
            0, 13, 0, 8, 0, 6, 4, 3, 4, 1, 8, 4, // signatures: ECDSA, RSA, RSA-PSS, with SHA-256
        };

        /// <summary>Makes the message, with its record header.</summary>
        public static byte[] Write()
        {
            var message = new byte[Head.Length + RandomLength + Tail.Length];
            Array.Copy(Head, 0, message, 0, Head.Length);
            Array.Copy(Tail, 0, message, Head.Length + RandomLength, Tail.Length);
            message[4] = (byte)(message.Length - 5);
            message[8] = (byte)(message.Length - 9);
            return message;
        }
    }
}
