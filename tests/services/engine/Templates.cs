using System.Buffers.Binary;
using System.Numerics;
using CsCheck;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Engine.Tests;

/// <summary>
/// Templates made from random planes, with a validity plane that lacks some rows, columns and single cells.
/// </summary>
static class Templates
{
    /// <summary>Any template.</summary>
    public static Gen<VeinTemplate> Any { get; } =
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Bool).Select((seed, full) => Make(seed, full));

    public static VeinTemplate Make(int seed, bool full = false)
    {
        var random = new Random(seed);
        var bytes = new byte[TemplateFormat.Length];
        random.NextBytes(bytes.AsSpan(TemplateFormat.PlanesOffset));
        var validity = bytes.AsSpan(TemplateFormat.Length - TemplateFormat.PlaneLength);
        validity.Fill(byte.MaxValue);
        if (!full)
        {
            validity[(TemplateFormat.PlaneLength - sizeof(uint) * random.Next(8))..].Clear();
            validity[..(sizeof(uint) * random.Next(3))].Clear();
            for (var holes = random.Next(100); holes > 0; holes--)
            {
                validity[random.Next(validity.Length)] &= (byte)~(1 << random.Next(8));
            }
        }

        return Parse(bytes);
    }

    /// <summary>A copy of a template with the given percentage of bits flipped.</summary>
    public static VeinTemplate Noisy(VeinTemplate template, int percent, int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[TemplateFormat.Length];
        for (var i = 0; i < VeinTemplate.Words; i++)
        {
            var word = template.Planes[i];
            for (var bit = 0; bit < 64 && i < VeinTemplate.MaskStart; bit++)
            {
                word ^= random.Next(100) < percent ? 1ul << bit : 0;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(
                bytes.AsSpan(TemplateFormat.PlanesOffset + i * sizeof(ulong)), word);
        }

        return Parse(bytes);
    }

    /// <summary>The first words of one template followed by the rest of another, or by invalid cells.</summary>
    public static VeinTemplate Stacked(VeinTemplate? upper, VeinTemplate? lower, int words)
    {
        var bytes = new byte[TemplateFormat.Length];
        for (var i = 0; i < VeinTemplate.Words; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(TemplateFormat.PlanesOffset + i * sizeof(ulong)),
                (i % VeinTemplate.PlaneWords < words ? upper : lower)?.Planes[i] ?? 0);
        }

        return Parse(bytes);
    }

    /// <summary>Every bit as in most of the given templates, all cells valid: as near to everybody as one template can be.</summary>
    public static VeinTemplate Average(IReadOnlyList<VeinTemplate> templates) => Whole((plane, cell) =>
        2 * templates.Count(template => IsSet(template, plane, cell)) > templates.Count);

    /// <summary>Squares of equal random bits, all cells valid: lines wider than any vein.</summary>
    public static VeinTemplate Blocks(int side, int seed)
    {
        const int across = TemplateFormat.GridSide;
        var random = new Random(seed);
        var bits = Enumerable.Range(0, TemplateFormat.PlaneCount * across * across).Select(_ => random.Next(2) == 1).ToArray();
        return Whole((plane, cell) =>
            bits[(plane * across + cell / across / side) * across + cell % across / side]);
    }

    static VeinTemplate Whole(Func<int, int, bool> isSet)
    {
        var bytes = new byte[TemplateFormat.Length];
        bytes.AsSpan(TemplateFormat.Length - TemplateFormat.PlaneLength).Fill(byte.MaxValue);
        for (var i = 0; i < TemplateFormat.PlaneCount * 8 * TemplateFormat.PlaneLength; i++)
        {
            var (plane, cell) = Math.DivRem(i, 8 * TemplateFormat.PlaneLength);
            bytes[TemplateFormat.PlanesOffset + i / 8] |= (byte)(isSet(plane, cell) ? 1 << i % 8 : 0);
        }

        return Parse(bytes);
    }

    static bool IsSet(VeinTemplate template, int plane, int cell) =>
        (template.Planes[plane * VeinTemplate.PlaneWords + cell / 64] >> cell % 64 & 1) != 0;

    static VeinTemplate Parse(byte[] bytes)
    {
        var mask = bytes[(TemplateFormat.Length - TemplateFormat.PlaneLength)..];
        for (var i = 0; i < TemplateFormat.PlaneCount * TemplateFormat.PlaneLength; i++)
        {
            bytes[TemplateFormat.PlanesOffset + i] &= mask[i % TemplateFormat.PlaneLength];
        }

        bytes[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
        bytes[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
        bytes[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        BinaryPrimitives.WriteUInt16LittleEndian(
            bytes.AsSpan(TemplateFormat.ValidCellsOffset), (ushort)mask.Sum(part => BitOperations.PopCount(part)));
        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return template!;
    }
}
