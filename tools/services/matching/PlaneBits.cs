using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pedestal.Matching;

/// <summary>Counts bits in bytes, half of a template's planes at a time.</summary>
static class PlaneBits
{
    /// <summary>The bits of the sixteen hexadecimal digits, in every 16 bytes.</summary>
    static Vector512<byte> BitsOfDigit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(Vector256.Create(Vector128.Create(0x0302020102010100ul, 0x0403030203020201ul))).AsByte();
    }

    /// <summary>Differing bits and common cells of eight words of two aligned templates: a row of 8 cells per byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Count(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template, int at,
        out Vector512<byte> differing, out Vector512<byte> common)
    {
        var mask = Load(probe, VeinTemplate.MaskStart + at) & Load(template, VeinTemplate.MaskStart + at);
        var first = (Load(probe, at) ^ Load(template, at)) & mask;
        at += VeinTemplate.PlaneWords;
        var second = (Load(probe, at) ^ Load(template, at)) & mask;
        at += VeinTemplate.PlaneWords;
        var third = (Load(probe, at) ^ Load(template, at)) & mask;

        // A full adder: two counts instead of three.
        var sum = first ^ second ^ third;
        var carries = CountBits(first & second | third & (first ^ second));
        differing = CountBits(sum) + carries + carries;
        common = CountBits(mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Load(ReadOnlySpan<ulong> planes, int at) =>
        Vector512.Create(planes.Slice(at, Vector512<ulong>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<byte> CountBits(Vector512<ulong> x)
    {
        if (Avx512BW.IsSupported)
        {
            var digit = Vector512.Create(0x0F0F0F0F0F0F0F0Ful);
            return Avx512BW.Shuffle(BitsOfDigit, (x & digit).AsByte()) + Avx512BW.Shuffle(BitsOfDigit, (x >>> 4 & digit).AsByte());
        }

        x -= (x >>> 1) & Vector512.Create(0x5555555555555555ul);
        x = (x & Vector512.Create(0x3333333333333333ul)) + ((x >>> 2) & Vector512.Create(0x3333333333333333ul));
        return ((x + (x >>> 4)) & Vector512.Create(0x0F0F0F0F0F0F0F0Ful)).AsByte();
    }

    /// <summary>The sum of all bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Sum(Vector512<byte> counts)
    {
        var pairs = (counts.AsUInt16() & Vector512.Create((ushort)0xFF)) + (counts.AsUInt16() >>> 8);
        var fours = pairs.AsUInt32() + (pairs.AsUInt32() >>> 16);
        return (int)Vector512.Sum(fours & Vector512.Create(0xFFFFu));
    }
}
