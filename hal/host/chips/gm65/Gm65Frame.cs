using System.Buffers.Binary;

namespace Pedestal.Hal.Host.Chips;

/// <summary>Commands and replies of the GM65 family as bytes, with CRC-16/XMODEM; AB CD instead of it is not checked.</summary>
static class Gm65Frame
{
    public const byte Head = 0x7E;
    public const int HeaderLength = 6;
    public const int ChecksumLength = 2;
    const int Unchecked = 0xABCD;

    /// <summary>Bytes of a command whose header is there: a read's length says how much it asks for, not how much it has.</summary>
    public static int LengthOf(ReadOnlySpan<byte> header) => HeaderLength + (header[2] == Gm65Chip.ReadCommand ? 1 : header[3]) + ChecksumLength;

    /// <summary>Whether a whole command has its checksum.</summary>
    public static bool IsSound(ReadOnlySpan<byte> command)
    {
        var given = BinaryPrimitives.ReadUInt16BigEndian(command[^ChecksumLength..]);
        return given == Unchecked || given == Checksum(command[2..^ChecksumLength]);
    }

    /// <summary>The reply with these data: 02 00 00 length data checksum, or 03 for a heartbeat's.</summary>
    public static byte[] Reply(byte head, ReadOnlySpan<byte> data, bool isSound)
    {
        byte[] reply = [head, 0, 0, (byte)data.Length, .. data, 0, 0];
        var checksum = Checksum(reply.AsSpan(2, data.Length + 2));
        BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(reply.Length - ChecksumLength), (ushort)(isSound ? checksum : checksum ^ 0x5555));
        return reply;
    }

    static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            }
        }

        return (ushort)crc;
    }
}
