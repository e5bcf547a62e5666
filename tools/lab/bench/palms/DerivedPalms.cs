using System.Buffers.Binary;
using System.Numerics;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// Fills galleries with palms that do not exist: each quarter of the rows comes from another capture, moved sideways by up to
/// two cells, in all planes alike. Texture, density and validity stay those of the captures; drawing a million would take
/// hours.
/// </summary>
static class DerivedPalms
{
    const int Bands = 4;
    const int BandRows = TemplateFormat.GridSide / Bands;
    const int Reach = 2;

    /// <summary>Palms numbered from <paramref name="first"/>, one template each, always the same ones.</summary>
    public static IEnumerable<(long Palm, VeinTemplate Template)> Make(
        IEnumerable<byte[]> captures, long first, int count) =>
        MakeBytes(captures, count).Select((bytes, i) => (first + i, PalmSet.Parse(bytes)));

    /// <summary>The templates' bytes.</summary>
    public static IEnumerable<byte[]> MakeBytes(IEnumerable<byte[]> captures, int count)
    {
        var from = captures.ToArray();
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var sources = new int[Bands];
            for (var band = 0; band < Bands; band++)
            {
                sources[band] = random.Next(from.Length);
            }

            var bytes = (byte[])from[0].Clone();
            for (var band = 0; band < Bands; band++)
            {
                Copy(from[sources[band]], bytes, band, random.Next(-Reach, Reach + 1));
            }

            var valid = 0;
            foreach (var validity in bytes.AsSpan(TemplateFormat.Length - TemplateFormat.PlaneLength))
            {
                valid += BitOperations.PopCount(validity);
            }

            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(TemplateFormat.ValidCellsOffset), (ushort)valid);
            yield return bytes;
        }
    }

    static void Copy(byte[] from, byte[] to, int band, int shift)
    {
        for (var plane = 0; plane <= TemplateFormat.PlaneCount; plane++)
        {
            for (var row = 0; row < BandRows; row++)
            {
                var at = TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength
                    + (band * BandRows + row) * sizeof(uint);
                var cells = BinaryPrimitives.ReadUInt32LittleEndian(from.AsSpan(at));

                // Cells shifted out on one side come back on the other, so that the number of valid cells stays the same.
                BinaryPrimitives.WriteUInt32LittleEndian(to.AsSpan(at), BitOperations.RotateLeft(cells, shift));
            }
        }
    }
}
