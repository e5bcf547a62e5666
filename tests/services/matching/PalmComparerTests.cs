using CsCheck;
using Pedestal.Vein;

namespace Pedestal.Matching.Tests;

/// <summary>The comparison of shifted skin, against a cell-by-cell reference.</summary>
public class PalmComparerTests
{
    const int Side = TemplateFormat.GridSide;
    const int Shifts = 2 * SearchRange.Shift + 1;

    [Fact]
    public void Halves_shifted_apart_by_a_cell_each_still_match()
    {
        var template = Templates.Random(1);
        var stretched = Templates.Joined(Templates.Shifted(template, -1, 0), Templates.Shifted(template, 1, 0));
        var probe = new Probe(Templates.Parse(template));
        Assert.InRange(PalmComparer.Distance(probe, Templates.Parse(stretched)), 0, 0.08);
        Assert.InRange(RigidComparer.Distance(probe, Templates.Parse(stretched)), 0.2, 0.3);
    }

    [Fact]
    public void Counting_by_bytes_equals_counting_by_cells() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[-6, 6], Gen.Int[-6, 6]).Sample((seed, dx, dy) =>
        {
            var probe = new Probe(Templates.Parse(Templates.Noisy(Templates.Random(seed), 0.2, seed + 1)));
            var template = Templates.Parse(Templates.Shifted(Templates.Random(seed), dx, dy));
            Assert.Equal(Reference(probe, template), PalmComparer.Distance(probe, template), 6);
        }, iter: 8);

    static double Reference(Probe probe, VeinTemplate template)
    {
        var best = 1.0;
        for (var first = 0; first < probe.Count; first += Shifts * Shifts)
        {
            var blocks = Enumerable.Range(0, Shifts * Shifts)
                .Select(shift => CountBlocks(probe.Variant(first + shift), template.Planes)).ToArray();
            for (var shift = 0; shift < blocks.Length; shift++)
            {
                var near = Enumerable.Range(0, blocks.Length).Where(other =>
                    Math.Abs(other % Shifts - shift % Shifts) <= 1 && Math.Abs(other / Shifts - shift / Shifts) <= 1);
                var chosen = Enumerable.Range(0, 16)
                    .Select(block => near.Select(other => blocks[other][block]).Where(count => count.Common >= 8)
                        .OrderBy(count => (float)count.Differing / count.Common).FirstOrDefault())
                    .ToArray();
                var common = chosen.Sum(count => count.Common);
                if (common >= RigidComparer.MinimumOverlap)
                {
                    var raw = chosen.Sum(count => count.Differing) / (3.0 * common);
                    best = Math.Min(best, 0.5 - (0.5 - raw) * Math.Sqrt(common / 1024.0));
                }
            }
        }

        return best;
    }

    static (int Differing, int Common)[] CountBlocks(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        var counts = new (int Differing, int Common)[16];
        for (var cell = 0; cell < Side * Side; cell++)
        {
            var block = cell / Side / 8 * 4 + cell % Side / 8;
            if (Bit(probe, 3, cell) && Bit(template, 3, cell))
            {
                counts[block].Common++;
                for (var plane = 0; plane < 3; plane++)
                {
                    counts[block].Differing += Bit(probe, plane, cell) != Bit(template, plane, cell) ? 1 : 0;
                }
            }
        }

        return counts;
    }

    static bool Bit(ReadOnlySpan<ulong> planes, int plane, int cell) =>
        (planes[plane * VeinTemplate.PlaneWords + cell / 64] >> cell % 64 & 1) != 0;
}
