using System;
using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>
    /// The sealed envelope around every binary message: AES-128-CBC, then HMAC-SHA256 over all bytes before it
    /// (encrypt-then-MAC). PROTOCOL.md has the byte offsets. An instance holds the fields of the message that it last
    /// sealed or opened, and is reused.
    /// </summary>
    public sealed class Envelope
    {
        /// <summary>First byte of every envelope, 'P'.</summary>
        public const byte Magic = 0x50;

        /// <summary>Protocol version.</summary>
        public const byte Version = 2;

        /// <summary>Bytes before the ciphertext.</summary>
        public const int HeaderLength = 44;

        /// <summary>Bytes of the authentication code.</summary>
        public const int MacLength = 32;

        /// <summary>Longest envelope accepted.</summary>
        public const int MaximumLength = 2048;

        const int BlockLength = 16;
        const int IvOffset = 28;

        /// <summary>The type of message.</summary>
        public MessageType Type;

        /// <summary>Id of the request; resends and the reply have the same.</summary>
        public ulong RequestId;

        /// <summary>
        /// The session, chosen by the receiver of requests; 0 while the sender has none. Replies and offers repeat the session and
        /// sequence of their request.
        /// </summary>
        public ulong Session;

        /// <summary>The request's number, strictly increasing in a session from 1; see <see cref="ReceivingSession"/>.</summary>
        public uint Sequence;

        /// <summary>The rest of the latency budget when the message is sent, 0 to 65,535 ms.</summary>
        public int RemainingMilliseconds;

        /// <summary>The decrypted body after <see cref="Open"/>.</summary>
        public byte[] Body;

        readonly ICipher _cipher;
        readonly byte[] _iv = new byte[BlockLength];

        /// <summary>Creates an envelope that uses the given primitives.</summary>
        public Envelope(ICipher cipher)
        {
            _cipher = cipher;
        }

        /// <summary>Seals a body with a key and the present header fields; returns the message.</summary>
        public byte[] Seal(DeviceKey key, byte[] body)
        {
            var padding = BlockLength - body.Length % BlockLength;
            var padded = new byte[body.Length + padding];
            Array.Copy(body, 0, padded, 0, body.Length);
            for (var i = body.Length; i < padded.Length; i++)
            {
                padded[i] = (byte)padding;
            }

            _cipher.FillRandom(_iv);
            var signed = new byte[HeaderLength + padded.Length];
            signed[0] = Magic;
            signed[1] = Version;
            signed[2] = (byte)Type;
            Bytes.PutUInt64(signed, 4, RequestId);
            Bytes.PutUInt64(signed, 12, Session);
            Bytes.PutUInt32(signed, 20, Sequence);
            Bytes.PutUInt16(signed, 24, RemainingMilliseconds);
            Bytes.PutUInt16(signed, 26, padded.Length);
            Array.Copy(_iv, 0, signed, IvOffset, BlockLength);
            Array.Copy(_cipher.Encrypt(key.Encryption, _iv, padded), 0, signed, HeaderLength, padded.Length);

            // An unencrypted template must not stay in memory.
            Array.Clear(padded, 0, padded.Length);
            var message = new byte[signed.Length + MacLength];
            Array.Copy(signed, 0, message, 0, signed.Length);
            Array.Copy(_cipher.Authenticate(key.Authentication, signed), 0, message, signed.Length, MacLength);
            return message;
        }

        /// <summary>
        /// Reads the clear header fields of a message without checking its authenticity: enough to log, never to act on.
        /// </summary>
        public EnvelopeStatus Peek(byte[] message)
        {
            if (message.Length < HeaderLength + BlockLength + MacLength || message.Length > MaximumLength)
            {
                return EnvelopeStatus.WrongSize;
            }

            if (message[0] != Magic)
            {
                return EnvelopeStatus.NotAnEnvelope;
            }

            if (message[1] != Version)
            {
                return EnvelopeStatus.UnknownVersion;
            }

            var length = Bytes.GetUInt16(message, 26);
            if (length == 0 || length % BlockLength != 0 || HeaderLength + length + MacLength != message.Length)
            {
                return EnvelopeStatus.WrongLength;
            }

            Type = (MessageType)message[2];
            RequestId = Bytes.GetUInt64(message, 4);
            Session = Bytes.GetUInt64(message, 12);
            Sequence = Bytes.GetUInt32(message, 20);
            RemainingMilliseconds = Bytes.GetUInt16(message, 24);
            return EnvelopeStatus.Ok;
        }

        /// <summary>Checks and decrypts a message into the fields and <see cref="Body"/>, which is null unless Ok.</summary>
        public EnvelopeStatus Open(DeviceKey key, byte[] message)
        {
            Body = null;
            var status = Peek(message);
            if (status != EnvelopeStatus.Ok)
            {
                return status;
            }

            var signed = new byte[message.Length - MacLength];
            Array.Copy(message, 0, signed, 0, signed.Length);
            if (!Bytes.EqualInConstantTime(_cipher.Authenticate(key.Authentication, signed), message, signed.Length))
            {
                return EnvelopeStatus.NotAuthentic;
            }

            var ciphertext = new byte[signed.Length - HeaderLength];
            Array.Copy(message, IvOffset, _iv, 0, BlockLength);
            Array.Copy(message, HeaderLength, ciphertext, 0, ciphertext.Length);
            var padded = _cipher.Decrypt(key.Encryption, _iv, ciphertext);
            var padding = padded[padded.Length - 1];
            if (padding == 0 || padding > BlockLength)
            {
                return EnvelopeStatus.WrongPadding;
            }

            Body = new byte[padded.Length - padding];
            Array.Copy(padded, 0, Body, 0, Body.Length);
            Array.Clear(padded, 0, padded.Length);
            return EnvelopeStatus.Ok;
        }
    }
}
