using System.Buffers;

namespace Pedestal.Bench;

/// <summary>
/// The protocol "blazorpack" between a page and its server: SignalR's messages in MessagePack, each after its length. What SignalR's own
/// client would bring along takes more of the processor than the pages, which share it with the venue.
/// </summary>
static class BlazorPack
{
    /// <summary>The type of a call.</summary>
    public const long Invocation = 1;

    /// <summary>The type of a call's result.</summary>
    public const long Completion = 3;

    /// <summary>The type of the message that ends the connection.</summary>
    public const long Close = 7;

    /// <summary>The first message of a connection, and what ends it and its reply.</summary>
    public const string Handshake = """{"protocol":"blazorpack","version":1}""" + "\x1e";

    /// <summary>The last byte of the handshake's reply.</summary>
    public const byte HandshakeEnd = 0x1e;

    const byte EmptyMap = 0x80;
    const int LongestPrefix = 5;

    /// <summary>A call; with an id it gets a result.</summary>
    public static byte[] Call(string? id, string target, params object?[] arguments)
    {
        // Type, headers, id, target, arguments.
        using var body = new MemoryStream();
        body.Write([0x95, (byte)Invocation, EmptyMap]);
        foreach (var part in new object?[] { id, target, arguments })
        {
            MessagePack.Write(body, part);
        }

        using var message = new MemoryStream();
        var length = (uint)body.Length;
        for (; length > 0x7f; length >>= 7)
        {
            message.WriteByte((byte)(length | 0x80));
        }

        message.WriteByte((byte)length);
        body.WriteTo(message);
        return message.ToArray();
    }

    /// <summary>Takes the next whole message off what was received; null if there is none yet.</summary>
    /// <exception cref="InvalidDataException">It is no message.</exception>
    public static object?[]? Take(ref ReadOnlySequence<byte> received)
    {
        var reader = new SequenceReader<byte>(received);
        var length = 0L;
        for (var i = 0; ; i++)
        {
            if (i == LongestPrefix)
            {
                throw new InvalidDataException("The server sent a message without a length.");
            }

            if (!reader.TryRead(out var digit))
            {
                return null;
            }

            length |= (digit & 0x7fL) << 7 * i;
            if (digit < 0x80)
            {
                break;
            }
        }

        if (reader.Remaining < length)
        {
            return null;
        }

        ReadOnlySpan<byte> body = received.Slice(reader.Consumed, length).ToArray();
        received = received.Slice(reader.Consumed + length);
        return MessagePack.Read(ref body) as object?[] ?? throw new InvalidDataException("The server sent a message that is no array.");
    }
}
