using CsCheck;
using Pedestal.Matching;

namespace Pedestal.Engine.Tests;

/// <summary>The exhaustive search gives the same result as RigidComparer, bit for bit.</summary>
public class ExhaustiveTests
{
    [Fact]
    public void Any_gallery_gives_the_palms_and_distances_of_the_rigid_comparison() =>
        Gen.Select(Templates.Any, Gen.Select(Gen.Long[-3, 12], Templates.Any).Array[1, 40], Gen.Int[1, 20])
            .Sample((template, gallery, count) =>
            {
                var probe = new Probe(template);
                Assert.Equal(Oracle.Search(probe, gallery, count),
                    Oracle.Index(gallery).Search(probe, count, SearchMode.Exhaustive));
            }, iter: 60);

    [Fact]
    public void Related_templates_give_the_palms_and_distances_of_the_rigid_comparison() =>
        Gen.Select(Templates.Any, Gen.Int[0, 49].Array[1, 60], Gen.Int[1, 20]).Sample((template, noise, count) =>
        {
            var probe = new Probe(template);
            (long, VeinTemplate)[] gallery =
                [.. noise.Select((percent, i) => ((long)(i / 2), Templates.Noisy(template, percent, i)))];
            Assert.Equal(Oracle.Search(probe, gallery, count),
                Oracle.Index(gallery).Search(probe, count, SearchMode.Exhaustive));
        }, iter: 40);

    [Fact]
    public void Phantom_probes_give_the_palms_and_distances_of_the_rigid_comparison()
    {
        var index = Oracle.Index(PhantomGallery.Enrolled);
        foreach (var (_, template) in PhantomGallery.Probes.Take(12))
        {
            var probe = new Probe(template);
            Assert.Equal(
                Oracle.Search(probe, PhantomGallery.Enrolled, 16), index.Search(probe, 16, SearchMode.Exhaustive));
        }
    }

    [Fact]
    public void Equal_distances_go_to_the_lower_palm()
    {
        var template = Templates.Make(1);
        var index = Oracle.Index([(9, template), (3, template), (5, template)]);
        Assert.Equal([3, 5], index.Search(new Probe(template), 2, SearchMode.Exhaustive).Select(found => found.Palm));
    }

    [Fact]
    public void A_template_with_too_little_overlap_has_the_greatest_distance()
    {
        var top = Templates.Stacked(Templates.Make(1, full: true), null, 7);
        (long, VeinTemplate)[] gallery =
        [
            .. Enumerable.Range(0, 20)
                .Select(i => ((long)i, Templates.Stacked(null, Templates.Make(i, full: true), 9))),
        ];
        var probe = new Probe(top);
        var found = Oracle.Index(gallery).Search(probe, 5, SearchMode.Exhaustive);
        Assert.Equal(Oracle.Search(probe, gallery, 5), found);
        Assert.All(found, palm => Assert.Equal(1, palm.Distance));
    }
}
