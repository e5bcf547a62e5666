using System.Buffers.Binary;
using Pedestal.Vein;

namespace Pedestal.Matching.Tests;

/// <summary>Template bytes made from random planes with a full validity plane.</summary>
static class Templates
{
    public static byte[] Random(int seed)
    {
        var bytes = new byte[TemplateFormat.Length];
        var random = new Random(seed);
        random.NextBytes(bytes.AsSpan(TemplateFormat.PlanesOffset));
        bytes.AsSpan(TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength).Fill(0xFF);
        bytes[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
        bytes[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
        bytes[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        bytes[TemplateFormat.QualityOffset] = 100;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(TemplateFormat.ValidCellsOffset), 1024);
        return bytes;
    }

    /// <summary>A copy with the given share of its bits flipped.</summary>
    public static byte[] Noisy(byte[] template, double share, int seed)
    {
        var copy = (byte[])template.Clone();
        var random = new Random(seed);
        for (var bit = 0; bit < TemplateFormat.PlaneCount * 1024; bit++)
        {
            if (random.NextDouble() < share)
            {
                copy[TemplateFormat.PlanesOffset + bit / 8] ^= (byte)(1 << bit % 8);
            }
        }

        return copy;
    }

    /// <summary>A copy shifted by whole cells; cells shifted in are not valid.</summary>
    public static byte[] Shifted(byte[] template, int dx, int dy)
    {
        var copy = (byte[])template.Clone();
        var valid = 0;
        for (var plane = 0; plane <= TemplateFormat.PlaneCount; plane++)
        {
            var start = TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength;
            for (var y = 0; y < TemplateFormat.GridSide; y++)
            {
                var row = y - dy is < 0 or >= TemplateFormat.GridSide ? 0
                    : BinaryPrimitives.ReadUInt32LittleEndian(template.AsSpan(start + 4 * (y - dy)));
                row = dx >= 0 ? row << dx : row >> -dx;
                BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(start + 4 * y), row);
                valid += plane == TemplateFormat.PlaneCount ? IntegerMath.CountBits(row) : 0;
            }
        }

        BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(TemplateFormat.ValidCellsOffset), (ushort)valid);
        return copy;
    }

    /// <summary>The left half of one template and the right half of another.</summary>
    public static byte[] Joined(byte[] left, byte[] right)
    {
        var copy = (byte[])left.Clone();
        var valid = 0;
        for (var i = TemplateFormat.PlanesOffset; i < copy.Length; i++)
        {
            copy[i] = (i & 3) < 2 ? left[i] : right[i];
            valid += i >= TemplateFormat.Length - TemplateFormat.PlaneLength ? IntegerMath.CountBits(copy[i]) : 0;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(TemplateFormat.ValidCellsOffset), (ushort)valid);
        return copy;
    }

    public static VeinTemplate Parse(byte[] bytes)
    {
        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return template!;
    }
}
