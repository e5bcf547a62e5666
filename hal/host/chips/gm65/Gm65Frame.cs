using System.Buffers.Binary;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// Commands and replies of the GM65 family as bytes, with CRC-16/XMODEM; AB CD in its place is accepted unchecked.
/// </summary>
static class Gm65Frame
{
    public const byte Head = 0x7E;
    public const int HeaderLength = 6;
    public const int ChecksumLength = 2;
    const int Unchecked = 0xABCD;

    /// <summary>
    /// Length of a whole command by its header. A read command carries one data byte whatever its length byte says.
    /// </summary>
    public static int LengthOf(ReadOnlySpan<byte> header) =>
    HeaderLength + (header[2] == Gm65Chip.ReadCommand ? 1 : header[3]) + ChecksumLength;

    /// <summary>Whether a whole command has a valid checksum.</summary>
    public static bool IsValid(ReadOnlySpan<byte> command)
    {
        var given = BinaryPrimitives.ReadUInt16BigEndian(command[^ChecksumLength..]);
        return given == Unchecked || given == Checksum(command[2..^ChecksumLength]);
    }

    /// <summary>A reply with this data: 02 00 00 length data checksum; a heartbeat's begins with 03.</summary>
    public static byte[] Reply(byte head, ReadOnlySpan<byte> data, bool isValid)
    {
        byte[] reply = [head, 0, 0, (byte)data.Length, .. data, 0, 0];
        var checksum = Checksum(reply.AsSpan(2, data.Length + 2)) ^ (isValid ? 0 : 0x5555);
        BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(reply.Length - ChecksumLength), (ushort)checksum);
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
