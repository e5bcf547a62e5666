using System.Buffers.Binary;
using System.Numerics;
using Pedestal.Vein;

namespace Pedestal.Matching;

/// <summary>Why bytes are not a template.</summary>
public enum TemplateStatus
{
    /// <summary>They are a template.</summary>
    Ok,

    /// <summary>Not exactly <see cref="TemplateFormat.Length"/> bytes.</summary>
    WrongLength,

    /// <summary>The first byte is not the magic.</summary>
    NotATemplate,

    /// <summary>A layout that this version does not read.</summary>
    UnknownFormatVersion,

    /// <summary>Made by an extraction whose bits mean something else.</summary>
    UnknownExtractorVersion,

    /// <summary>Header and planes contradict each other.</summary>
    Inconsistent,
}

/// <summary>A parsed template: three ordinal planes and the validity plane, 16 words of two rows each.</summary>
public sealed class VeinTemplate
{
    /// <summary>Words per plane.</summary>
    public const int PlaneWords = TemplateFormat.PlaneLength / sizeof(ulong);

    /// <summary>Words of all planes.</summary>
    public const int Words = (TemplateFormat.PlaneCount + 1) * PlaneWords;

    /// <summary>Index of the first word of the validity plane.</summary>
    public const int MaskStart = TemplateFormat.PlaneCount * PlaneWords;

    readonly ulong[] _planes;

    VeinTemplate(ulong[] planes, int quality)
    {
        _planes = planes;
        Quality = quality;
        ValidCells = CountCells(planes);
    }

    /// <summary>The planes, one after the other, the validity plane last.</summary>
    public ReadOnlySpan<ulong> Planes => _planes;

    /// <summary>The extraction's quality figure, 0 to 100.</summary>
    public int Quality { get; }

    /// <summary>Cells that show palm, 0 to 1,024.</summary>
    public int ValidCells { get; }

    /// <summary>Parses a template; anything else is refused with the reason.</summary>
    public static TemplateStatus TryParse(ReadOnlySpan<byte> bytes, out VeinTemplate? template)
    {
        template = null;
        if (bytes.Length != TemplateFormat.Length)
        {
            return TemplateStatus.WrongLength;
        }

        if (bytes[TemplateFormat.MagicOffset] != TemplateFormat.Magic)
        {
            return TemplateStatus.NotATemplate;
        }

        if (bytes[TemplateFormat.FormatVersionOffset] != TemplateFormat.FormatVersion)
        {
            return TemplateStatus.UnknownFormatVersion;
        }

        if (bytes[TemplateFormat.ExtractorVersionOffset] != TemplateFormat.ExtractorVersion)
        {
            return TemplateStatus.UnknownExtractorVersion;
        }

        var planes = new ulong[Words];
        for (var i = 0; i < Words; i++)
        {
            planes[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(TemplateFormat.PlanesOffset + 8 * i)..]);
        }

        var parsed = new VeinTemplate(planes, bytes[TemplateFormat.QualityOffset]);
        var declared = BinaryPrimitives.ReadUInt16LittleEndian(bytes[TemplateFormat.ValidCellsOffset..]);
        if (parsed.ValidCells != declared || declared < Parameters.MinimumValidCells || parsed.Quality > 100
            || bytes[TemplateFormat.DoubtOffset] > 100 || HasBitsOutsideMask(planes))
        {
            return TemplateStatus.Inconsistent;
        }

        template = parsed;
        return TemplateStatus.Ok;
    }

    /// <summary>Its bytes, to be sent elsewhere and parsed there; of the header only what a comparison needs.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[TemplateFormat.Length];
        bytes[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
        bytes[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
        bytes[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        bytes[TemplateFormat.QualityOffset] = (byte)Quality;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(TemplateFormat.ValidCellsOffset), (ushort)ValidCells);
        for (var i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(TemplateFormat.PlanesOffset + 8 * i), _planes[i]);
        }

        return bytes;
    }

    static int CountCells(ulong[] planes)
    {
        var cells = 0;
        for (var i = MaskStart; i < Words; i++)
        {
            cells += BitOperations.PopCount(planes[i]);
        }

        return cells;
    }

    static bool HasBitsOutsideMask(ulong[] planes)
    {
        ulong outside = 0;
        for (var i = 0; i < MaskStart; i++)
        {
            outside |= planes[i] & ~planes[MaskStart + i % PlaneWords];
        }

        return outside != 0;
    }
}
