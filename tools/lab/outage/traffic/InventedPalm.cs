using System.Buffers.Binary;
using Pedestal.Identity;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Outage.Traffic;

/// <summary>
/// Palms that nobody has, of random bits: any two are as far apart as can be, so that who is recognised says something about the services and
/// nothing about comparing palms.
/// </summary>
static class InventedPalm
{
    // A lifted palm's capture differs in so many bits of its earlier ones.
    const double Lifted = 0.1;
    const int SamplesOfPalm = 2;
    const int Border = 2;
    const int MaskStart = TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;
    static readonly PalmSide[] Sides = [PalmSide.Left, PalmSide.Right];

    /// <summary>A fresh capture of one of the guest's palms.</summary>
    public static byte[] Capture(int guest, PalmSide side, Random random) => Flip(Palm(guest, side), random, Lifted);

    /// <summary>The samples of both palms for an enrolment.</summary>
    public static IEnumerable<EnrolmentSample> Samples(int guest, Random random) => Sides.SelectMany(side => Enumerable.Range(0, SamplesOfPalm)
        .Select(_ => Capture(guest, side, random)).Select(bytes => new EnrolmentSample(side, bytes, Parse(bytes))));

    static byte[] Palm(int guest, PalmSide side)
    {
        const int Inner = TemplateFormat.GridSide - 2 * Border;
        var template = new byte[TemplateFormat.Length];
        template[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
        template[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
        template[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        template[TemplateFormat.QualityOffset] = 80;
        BinaryPrimitives.WriteUInt16LittleEndian(template.AsSpan(TemplateFormat.ValidCellsOffset), Inner * Inner);
        for (var row = Border; row < TemplateFormat.GridSide - Border; row++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(template.AsSpan(MaskStart + sizeof(uint) * row), ((1u << Inner) - 1) << Border);
        }

        return Flip(template, new Random(2 * guest + (int)side), 0.5);
    }

    static VeinTemplate Parse(byte[] bytes) =>
        VeinTemplate.TryParse(bytes, out var template) == TemplateStatus.Ok ? template! : throw new InvalidDataException("An invented palm is no template.");

    static byte[] Flip(byte[] template, Random random, double share)
    {
        for (var i = TemplateFormat.PlanesOffset; i < MaskStart; i++)
        {
            var mask = template[MaskStart + (i - TemplateFormat.PlanesOffset) % TemplateFormat.PlaneLength];
            for (var bit = 0; bit < 8; bit++)
            {
                template[i] ^= random.NextDouble() < share ? (byte)(1 << bit & mask) : (byte)0;
            }
        }

        return template;
    }
}
