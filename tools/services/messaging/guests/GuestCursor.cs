using System.Buffers.Binary;
using System.Globalization;

namespace Pedestal.Messaging.Guests;

/// <summary>
/// How far a reader has followed a party's guest lists. Opaque to everybody but the ticketing that made it: 16 bytes, in text 32
/// hexadecimal digits.
/// </summary>
/// <param name="List">Which lists: random, made with their table, so that a restored or replaced database is noticed.</param>
/// <param name="Counter">The last change that was read; none is 0.</param>
public readonly record struct GuestCursor(ulong List, ulong Counter)
{
    /// <summary>Bytes of a cursor.</summary>
    public const int Length = 16;

    /// <summary>Before the first change.</summary>
    public static GuestCursor Beginning => default;

    /// <summary>Reads 16 bytes.</summary>
    public static GuestCursor Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Reads 32 hexadecimal digits; false for anything else.</summary>
    public static bool TryParse(string? text, out GuestCursor cursor)
    {
        var isOne = text is { Length: 2 * Length } && text.All(char.IsAsciiHexDigit);
        cursor = isOne ? Read(Convert.FromHexString(text!)) : default;
        return isOne;
    }

    /// <summary>Writes 16 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, List);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Counter);
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{List:x16}{Counter:x16}");
}
