using System.Buffers.Binary;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Testing;

/// <summary>Valid templates from a seed: random bits inside a 28 x 28 mask, and noisy copies of them.</summary>
public static class TestTemplates
{
    const int Border = 2;
    const int MaskStart = TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;

    /// <summary>A different palm for every seed.</summary>
    public static byte[] Palm(int seed)
    {
        var template = new byte[TemplateFormat.Length];
        template[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
        template[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
        template[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        template[TemplateFormat.QualityOffset] = 80;
        const int side = TemplateFormat.GridSide - 2 * Border;
        BinaryPrimitives.WriteUInt16LittleEndian(template.AsSpan(TemplateFormat.ValidCellsOffset), side * side);
        for (var y = Border; y < TemplateFormat.GridSide - Border; y++)
        {
            for (var x = Border; x < TemplateFormat.GridSide - Border; x++)
            {
                template[MaskStart + 4 * y + (x >> 3)] |= (byte)(1 << (x & 7));
            }
        }

        return Flip(template, new Random(seed), 0.5);
    }

    /// <summary>Another capture of the same palm: 3 % of its bits differ, or the given share.</summary>
    public static byte[] Capture(byte[] palm, int seed, double share = 0.03) => Flip([.. palm], new Random(seed), share);

    /// <summary>Equally near to two palms: their bytes alternate.</summary>
    public static byte[] Between(byte[] first, byte[] second) => [.. first.Select((b, i) => i % 2 == 0 ? b : second[i])];

    /// <summary>Parses a template.</summary>
    public static VeinTemplate Parse(byte[] bytes) =>
        VeinTemplate.TryParse(bytes, out var template) == TemplateStatus.Ok
            ? template!
            : throw new ArgumentException("These bytes are no template.", nameof(bytes));

    static byte[] Flip(byte[] template, Random random, double share)
    {
        for (var i = TemplateFormat.PlanesOffset; i < MaskStart; i++)
        {
            var mask = template[MaskStart + (i - TemplateFormat.PlanesOffset) % TemplateFormat.PlaneLength];
            for (var bit = 0; bit < 8; bit++)
            {
                if (random.NextDouble() < share)
                {
                    template[i] ^= (byte)(1 << bit & mask);
                }
            }
        }

        return template;
    }
}
