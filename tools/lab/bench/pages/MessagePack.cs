using System.Buffers.Binary;
using System.Text;

namespace Pedestal.Bench;

/// <summary>As much of MessagePack as a page and its server say to each other.</summary>
static class MessagePack
{
    /// <summary>Reads a value: null, bool, long, string, byte[] or an array of values; of a map nothing is kept.</summary>
    /// <exception cref="InvalidDataException">It is cut off or of another type.</exception>
    public static object? Read(ref ReadOnlySpan<byte> data)
    {
        var code = (byte)Number(ref data, 1);
        return code switch
        {
            < 0x80 => (long)code,
            < 0x90 => Map(ref data, code & 0x0f),
            < 0xa0 => Array(ref data, code & 0x0f),
            < 0xc0 => Text(ref data, code & 0x1f),
            0xc0 => null,
            0xc2 or 0xc3 => code == 0xc3,
            0xc4 or 0xc5 or 0xc6 => Bytes(ref data, Number(ref data, 1 << (code - 0xc4))).ToArray(),
            >= 0xcc and <= 0xcf => Number(ref data, 1 << (code - 0xcc)),
            0xd0 => (long)(sbyte)Number(ref data, 1),
            0xd1 => (long)(short)Number(ref data, 2),
            0xd2 => (long)(int)Number(ref data, 4),
            0xd3 => Number(ref data, 8),
            0xd9 or 0xda or 0xdb => Text(ref data, Number(ref data, 1 << (code - 0xd9))),
            0xdc or 0xdd => Array(ref data, Number(ref data, 2 << (code - 0xdc))),
            >= 0xe0 => (long)(sbyte)code,
            _ => throw new InvalidDataException($"The server sent MessagePack's type {code:x2}, which pages do not use."),
        };
    }

    /// <summary>Writes a value: null, bool, long, string or an array of at most fifteen values.</summary>
    public static void Write(Stream output, object? value)
    {
        switch (value)
        {
            case null:
                output.WriteByte(0xc0);
                break;
            case bool isTrue:
                output.WriteByte(isTrue ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                output.WriteByte(0xd3);
                Span<byte> eight = stackalloc byte[sizeof(long)];
                BinaryPrimitives.WriteInt64BigEndian(eight, number);
                output.Write(eight);
                break;
            case string text:
                output.WriteByte(0xdb);
                Span<byte> four = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(four, Encoding.UTF8.GetByteCount(text));
                output.Write(four);
                output.Write(Encoding.UTF8.GetBytes(text));
                break;
            case object?[] { Length: < 16 } array:
                output.WriteByte((byte)(0x90 | array.Length));
                foreach (var element in array)
                {
                    Write(output, element);
                }

                break;
            default:
                throw new ArgumentException($"Pages send no {value.GetType()}.", nameof(value));
        }
    }

    static object?[] Array(ref ReadOnlySpan<byte> data, long count)
    {
        var values = new List<object?>();
        for (; count > 0; count--)
        {
            values.Add(Read(ref data));
        }

        return [.. values];
    }

    static object? Map(ref ReadOnlySpan<byte> data, long count)
    {
        _ = Array(ref data, 2 * count);
        return null;
    }

    static string Text(ref ReadOnlySpan<byte> data, long length) => Encoding.UTF8.GetString(Bytes(ref data, length));

    static long Number(ref ReadOnlySpan<byte> data, int length)
    {
        var number = 0L;
        foreach (var digit in Bytes(ref data, length))
        {
            number = number << 8 | digit;
        }

        return number;
    }

    static ReadOnlySpan<byte> Bytes(ref ReadOnlySpan<byte> data, long length)
    {
        if (length < 0 || length > data.Length)
        {
            throw new InvalidDataException("The server sent a message that is cut off.");
        }

        var bytes = data[..(int)length];
        data = data[(int)length..];
        return bytes;
    }
}
