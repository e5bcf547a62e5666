using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pedestal.Vein;

namespace Pedestal.Matching;

/// <summary>
/// A probe prepared for a search: all its rotations and translations, computed once and then compared with every template of
/// the gallery. They are ordered by rotation as in <see cref="SearchRange.RotationDegrees"/>, then by rows of shifts. They take
/// 200 KB, which <see cref="Dispose"/> returns for the next probe.
/// </summary>
public sealed class Probe : IDisposable
{
    const int Side = TemplateFormat.GridSide;
    const int Shifts = 2 * SearchRange.Shift + 1;
    const int Planes = TemplateFormat.PlaneCount + 1;

    // Cells outside the grid are empty: this many words of two rows above and below it.
    const int Margin = (SearchRange.Shift + 1) / 2;
    const int PaddedWords = VeinTemplate.PlaneWords + 2 * Margin + 1;

    static readonly ConcurrentDictionary<double, Run[]> Rotations = [];

    ulong[] _variants;

    /// <summary>Prepares every variant of a template.</summary>
    public Probe(VeinTemplate template)
        : this(template, SearchRange.RotationDegrees)
    {
    }

    /// <summary>Prepares the translations of a template at some angles only.</summary>
    public Probe(VeinTemplate template, ReadOnlySpan<double> angles)
    {
        ArgumentNullException.ThrowIfNull(template);
        Count = angles.Length * Shifts * Shifts;
        _variants = ArrayPool<ulong>.Shared.Rent(Count * VeinTemplate.Words);
        Span<uint> rows = stackalloc uint[Planes * Side];
        Span<uint> rotated = stackalloc uint[Planes * Side];
        Split(template.Planes, rows);
        for (var i = 0; i < angles.Length; i++)
        {
            Rotate(rows, Rotations.GetOrAdd(angles[i], RunsOf), rotated);
            Translate(rotated, _variants.AsSpan(i * Shifts * Shifts * VeinTemplate.Words));
        }
    }

    /// <summary>The number of variants.</summary>
    public int Count { get; }

    /// <summary>The planes of one variant, laid out as <see cref="VeinTemplate.Planes"/>.</summary>
    public ReadOnlySpan<ulong> Variant(int index) => _variants.AsSpan(index * VeinTemplate.Words, VeinTemplate.Words);

    /// <summary>Returns the memory. The variants must not be used afterwards.</summary>
    public void Dispose()
    {
        var variants = Interlocked.Exchange(ref _variants, []);
        if (variants.Length > 0)
        {
            ArrayPool<ulong>.Shared.Return(variants);
        }
    }

    /// <summary>Which cells of the grid a rotation takes from where.</summary>
    static Run[] RunsOf(double degrees)
    {
        var runs = new Dictionary<(int Row, int Source, int Turn), uint>();
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        const double centre = (Side - 1) / 2.0;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var sourceX = (int)Math.Round(centre + cos * (x - centre) - sin * (y - centre));
                var sourceY = (int)Math.Round(centre + sin * (x - centre) + cos * (y - centre));
                if (sourceX is >= 0 and < Side && sourceY is >= 0 and < Side)
                {
                    var run = (y, sourceY, sourceX - x);
                    runs[run] = runs.GetValueOrDefault(run) | 1u << x;
                }
            }
        }

        return [.. runs.Select(run => new Run(run.Key.Row, run.Key.Source, run.Key.Turn, run.Value))];
    }

    static void Split(ReadOnlySpan<ulong> planes, Span<uint> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (uint)(planes[i / 2] >> i % 2 * Side);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rotate(ReadOnlySpan<uint> rows, Run[] runs, Span<uint> rotated)
    {
        rotated.Clear();
        foreach (var run in runs)
        {
            for (var plane = 0; plane < Planes; plane++)
            {
                rotated[plane * Side + run.Row] |= BitOperations.RotateRight(rows[plane * Side + run.Source], run.Turn) & run.Mask;
            }
        }
    }

    /// <summary>
    /// Writes every shift. Shifts that differ by an even number of rows differ only in the position of their words.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Translate(ReadOnlySpan<uint> rows, Span<ulong> target)
    {
        Span<ulong> even = stackalloc ulong[PaddedWords];
        Span<ulong> odd = stackalloc ulong[PaddedWords];
        even.Clear();
        odd.Clear();
        for (var plane = 0; plane < Planes; plane++)
        {
            for (var dx = -SearchRange.Shift; dx <= SearchRange.Shift; dx++)
            {
                Pair(rows.Slice(plane * Side, Side), dx, even, odd);
                for (var dy = -SearchRange.Shift; dy <= SearchRange.Shift; dy++)
                {
                    // Word k holds rows 2k - dy and 2k - dy + 1.
                    var words = (dy & 1) == 0 ? even[(Margin - dy / 2)..] : odd[(Margin + (1 - dy) / 2)..];
                    var variant = (dy + SearchRange.Shift) * Shifts + dx + SearchRange.Shift;
                    words[..VeinTemplate.PlaneWords].CopyTo(
                        target[(variant * VeinTemplate.Words + plane * VeinTemplate.PlaneWords)..]);
                }
            }
        }
    }

    /// <summary>Rows shifted sideways, paired from an even row and from an odd row.</summary>
    static void Pair(ReadOnlySpan<uint> rows, int dx, Span<ulong> even, Span<ulong> odd)
    {
        ulong before = 0;
        for (var word = 0; word < VeinTemplate.PlaneWords; word++)
        {
            ulong upper = dx >= 0 ? rows[2 * word] << dx : rows[2 * word] >> -dx;
            ulong lower = dx >= 0 ? rows[2 * word + 1] << dx : rows[2 * word + 1] >> -dx;
            even[Margin + word] = upper | lower << Side;
            odd[Margin + word] = before | upper << Side;
            before = lower;
        }

        odd[Margin + VeinTemplate.PlaneWords] = before;
    }

    /// <summary>Cells of a row that come from one other row, all shifted sideways by the same number of cells.</summary>
    readonly record struct Run(int Row, int Source, int Turn, uint Mask);
}
