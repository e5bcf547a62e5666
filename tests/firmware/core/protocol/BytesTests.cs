using CsCheck;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class BytesTests
{
    [Fact]
    public void Fields_are_little_endian_and_do_not_change_other_bytes()
    {
        var target = Enumerable.Repeat((byte)0xEE, 20).ToArray();
        Bytes.PutUInt16(target, 1, 0x0102);
        Bytes.PutUInt32(target, 4, 0x03040506);
        Bytes.PutUInt64(target, 9, 0x0708090A0B0C0D0E);
        Assert.Equal(
            [0xEE, 2, 1, 0xEE, 6, 5, 4, 3, 0xEE, 14, 13, 12, 11, 10, 9, 8, 7, 0xEE, 0xEE, 0xEE],
            target);
    }

    [Fact]
    public void Written_values_are_read_back() =>
        Gen.Select(Gen.Int[0, 65535], Gen.UInt, Gen.ULong, Gen.Int[0, 9]).Sample((a, b, c, offset) =>
        {
            var target = new byte[24];
            Bytes.PutUInt16(target, offset, a);
            Bytes.PutUInt32(target, offset + 2, b);
            Bytes.PutUInt64(target, offset + 6, c);
            Assert.Equal(a, Bytes.GetUInt16(target, offset));
            Assert.Equal(b, Bytes.GetUInt32(target, offset + 2));
            Assert.Equal(c, Bytes.GetUInt64(target, offset + 6));
        });

    [Fact]
    public void The_largest_values_stay_unsigned()
    {
        var ones = Enumerable.Repeat((byte)0xFF, 8).ToArray();
        Assert.Equal(
            (65535, uint.MaxValue, ulong.MaxValue),
            (Bytes.GetUInt16(ones, 0), Bytes.GetUInt32(ones, 0), Bytes.GetUInt64(ones, 0)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(9, false)]
    public void Comparing_finds_the_bytes_at_their_offset_and_never_reads_beyond_the_end(int offset, bool equal) =>
        Assert.Equal(equal, Bytes.EqualInConstantTime([7, 8], [7, 8, 7, 8], offset));

    [Fact]
    public void A_difference_in_any_one_bit_is_found()
    {
        var code = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        for (var bit = 0; bit < 8 * code.Length; bit++)
        {
            var other = (byte[])code.Clone();
            other[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(Bytes.EqualInConstantTime(code, other, 0));
        }
    }

    [Fact]
    public void A_key_consists_of_the_encryption_key_and_the_authentication_key()
    {
        var key = new DeviceKey([.. Enumerable.Range(0, 48).Select(i => (byte)i)]);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (byte)i), key.Encryption);
        Assert.Equal(Enumerable.Range(16, 32).Select(i => (byte)i), key.Authentication);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(47)]
    [InlineData(49)]
    public void A_key_of_another_length_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new DeviceKey(new byte[length]));

    [Fact]
    public void No_key_at_all_is_refused() => Assert.Throws<ArgumentException>(() => new DeviceKey(null!));
}
