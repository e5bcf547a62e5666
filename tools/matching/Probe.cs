using Pedestal.Vein;

namespace Pedestal.Matching;

/// <summary>
/// A probe prepared for a search: all its rotations and translations, computed once and then compared with every
/// template of the gallery. They come by rotation as in <see cref="SearchRange.RotationDegrees"/>, then row by row of shifts.
/// </summary>
public sealed class Probe
{
    const int Side = TemplateFormat.GridSide;
    readonly ulong[] _variants;

    /// <summary>Prepares every variant of a template.</summary>
    public Probe(VeinTemplate template)
        : this(template, SearchRange.RotationDegrees)
    {
    }

    /// <summary>Prepares the translations of a template at some angles only.</summary>
    public Probe(VeinTemplate template, ReadOnlySpan<double> angles)
    {
        ArgumentNullException.ThrowIfNull(template);
        var shifts = 2 * SearchRange.Shift + 1;
        Count = angles.Length * shifts * shifts;
        _variants = new ulong[Count * VeinTemplate.Words];
        Span<uint> rows = stackalloc uint[(TemplateFormat.PlaneCount + 1) * Side];
        var next = 0;
        foreach (var degrees in angles)
        {
            Rotate(template.Planes, degrees, rows);
            for (var dy = -SearchRange.Shift; dy <= SearchRange.Shift; dy++)
            {
                for (var dx = -SearchRange.Shift; dx <= SearchRange.Shift; dx++)
                {
                    Translate(rows, dx, dy, _variants.AsSpan(next, VeinTemplate.Words));
                    next += VeinTemplate.Words;
                }
            }
        }
    }

    /// <summary>Number of variants.</summary>
    public int Count { get; }

    /// <summary>The planes of one variant, laid out as <see cref="VeinTemplate.Planes"/>.</summary>
    public ReadOnlySpan<ulong> Variant(int index) => _variants.AsSpan(index * VeinTemplate.Words, VeinTemplate.Words);

    static void Rotate(ReadOnlySpan<ulong> planes, double degrees, Span<uint> rows)
    {
        rows.Clear();
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        const double centre = (Side - 1) / 2.0;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var sourceX = (int)Math.Round(centre + cos * (x - centre) - sin * (y - centre));
                var sourceY = (int)Math.Round(centre + sin * (x - centre) + cos * (y - centre));
                if (sourceX is < 0 or >= Side || sourceY is < 0 or >= Side)
                {
                    continue;
                }

                var word = sourceY >> 1;
                var bit = (sourceY & 1) * Side + sourceX;
                for (var plane = 0; plane <= TemplateFormat.PlaneCount; plane++)
                {
                    rows[plane * Side + y] |= (uint)(planes[plane * VeinTemplate.PlaneWords + word] >> bit & 1) << x;
                }
            }
        }
    }

    static void Translate(ReadOnlySpan<uint> rows, int dx, int dy, Span<ulong> target)
    {
        for (var plane = 0; plane <= TemplateFormat.PlaneCount; plane++)
        {
            for (var y = 0; y < Side; y++)
            {
                var source = y - dy;
                ulong row = source is < 0 or >= Side ? 0
                    : dx >= 0 ? rows[plane * Side + source] << dx : rows[plane * Side + source] >> -dx;
                target[plane * VeinTemplate.PlaneWords + (y >> 1)] |= row << (y & 1) * Side;
            }
        }
    }
}
