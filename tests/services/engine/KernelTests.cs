using System.Numerics;
using CsCheck;
using Pedestal.Matching;

namespace Pedestal.Engine.Tests;

/// <summary>Every vector width gives the integers of the scalar kernels, and a lower bound never exceeds the distance.</summary>
public class KernelTests
{
    static readonly Kernels Scalar = Kernels.Supported[^1];

    public static TheoryData<string> Widths => [.. Kernels.Supported.Select(kernels => kernels.Name)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Bounds_are_those_of_the_scalar_kernel(string width) =>
        Gen.Select(Templates.Any, Templates.Any.Array[1, 16], Gen.ULong[0, 500]).Sample((template, gallery, limit) =>
        {
            var segment = Fill(gallery);
            var query = new Query(new Probe(template, [0, 5]));
            var limits = Enumerable.Range(0, query.Count).Select(i => limit + (ulong)(i % 7)).ToArray();
            Assert.Equal(Bound(Scalar, segment, query, limits), Bound(Named(width), segment, query, limits));
        }, iter: 30);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Coarse_scores_are_those_of_the_scalar_kernel(string width) =>
        Gen.Select(Templates.Any, Templates.Any.Array[1, Segment.Capacity]).Sample((template, gallery) =>
        {
            var segment = Fill(gallery);
            var code = CoarseTemplate.OfProbe(new Probe(template));
            Assert.Equal(Score(Scalar, segment, code), Score(Named(width), segment, code));
        }, iter: 30);

    [Fact]
    public void A_bound_never_exceeds_the_distance_and_is_seldom_much_smaller() =>
        Gen.Select(Templates.Any, Templates.Any.Array[Pairing.Templates]).Sample((template, gallery) =>
        {
            var segment = Fill(gallery);
            var query = new Query(new Probe(template, [0]));
            for (var lane = 0; lane < Pairing.Templates; lane++)
            {
                var differing = Enumerable.Range(0, query.Count)
                    .Select(i => RigidComparer.Count(query.Planes(i), gallery[lane].Planes).Differing)
                    .ToArray();
                Assert.Equal(query.Count, Survivors(segment, query, lane, differing, 1));
                Assert.Equal(0, Survivors(segment, query, lane, differing, -75));
            }
        }, iter: 5);

    [Fact]
    public void A_segment_stores_templates_unchanged() => Templates.Any.Array[1, 40].Sample(gallery =>
    {
        var segment = Fill(gallery);
        for (var i = 0; i < gallery.Length; i++)
        {
            var (block, lane) = Math.DivRem(i, BlockLayout.Lanes);
            var words = Enumerable.Range(0, BlockLayout.TemplateWords)
                .Select(word => segment.Block(block)[word * BlockLayout.Lanes + lane]).ToArray();
            var interleaved = new ulong[BlockLayout.TemplateWords];
            BlockLayout.Interleave(gallery[i].Planes, interleaved, 1);
            Assert.Equal(interleaved, words);
            Assert.Same(gallery[i], segment.Template(i));
        }
    }, iter: 30);

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_glance_finds_the_lowest_scores_of_the_second_plane(string width) =>
        Gen.Select(Templates.Any, Templates.Any.Array[1, Segment.Capacity], Gen.Int[1, 9]).Sample((template, gallery, count) =>
        {
            var code = CoarseTemplate.OfProbe(new Probe(template, [0]));
            var segment = Fill(gallery);
            var expected = Enumerable.Range(0, gallery.Length)
                .OrderBy(i => Differing(segment, i, code)).ThenBy(i => i).Take(count);
            var lowest = new LowestScores(count);
            Named(width).Glance(segment, GlanceTemplate.OfProbe(code), 1_000, lowest);
            Assert.Equal(expected.Select(i => 1_000 + i), lowest.Templates.ToArray());
        }, iter: 30);

    /// <summary>Alignments of a template that survive a limit this much above the distance.</summary>
    static int Survivors(Segment segment, Query query, int lane, int[] differing, int above)
    {
        var limits = differing.Select(bits => (ulong)Math.Max(bits / Pairing.BoundUnit + above, 0)).ToArray();
        return Bound(Scalar, segment, query, limits).Count(found => (found >> lane & 1) != 0);
    }

    /// <summary>
    /// Differing bits of the second plane of coarse templates, minus what the kernels leave out: of the columns that differ in an odd
    /// number of rows, the last two of every eight.
    /// </summary>
    static int Differing(Segment segment, int template, ulong[] probe)
    {
        var words = Enumerable.Range(0, GlanceTemplate.Words).Select(word => probe[3 * word + 1]
            ^ segment.Coarse[template / BlockLayout.Lanes * CoarseTemplate.BlockWords
                + (3 * word + 1) * BlockLayout.Lanes + template % BlockLayout.Lanes]).ToArray();
        return words.Sum(word => BitOperations.PopCount(word))
            - BitOperations.PopCount(words.Aggregate((a, b) => a ^ b) & 0xC0C0C0C0C0C0C0C0);
    }

    static Segment Fill(VeinTemplate[] gallery)
    {
        var segment = new Segment();
        foreach (var template in gallery)
        {
            segment.Add(segment.Count, template);
        }

        return segment;
    }

    static int[] Bound(Kernels kernels, Segment segment, Query query, ulong[] limits)
    {
        var found = new int[query.Count];
        var full = segment.HasFullTop(0) && (segment.UsedBlocks < 2 || segment.HasFullTop(1));
        return found[..kernels.Bound(segment.Block(0), full, query, limits, found)];
    }

    static ushort[] Score(Kernels kernels, Segment segment, ulong[] probe)
    {
        var scores = new ushort[Segment.Capacity];
        kernels.Score(segment.Coarse, segment.UsedBlocks, probe, scores);
        return scores[..segment.Count];
    }

    static Kernels Named(string width) => Kernels.Supported.Single(kernels => kernels.Name == width);
}
