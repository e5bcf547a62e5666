using CsCheck;
using Pedestal.Matching;

namespace Pedestal.Engine.Tests;

/// <summary>Changes, concurrency and order.</summary>
public class IndexTests
{
    [Fact]
    public void After_any_changes_the_index_equals_a_fresh_one() =>
        Gen.Select(Gen.Int[0, 2], Gen.Long[0, 30]).Array[1, 400].Select(Gen.Bool).Sample((changes, isCompact) =>
        {
            var index = new PalmIndex(1, Kernels.Supported[0], isCompact);
            var model = new List<(long Palm, VeinTemplate Template)>();
            for (var i = 0; i < changes.Length; i++)
            {
                var (kind, palm) = changes[i];
                if (kind == 0)
                {
                    Assert.Equal(model.RemoveAll(entry => entry.Palm == palm) > 0, index.Remove(palm));
                }
                else
                {
                    model.Add((palm, Templates.Make(i % 50)));
                    index.Add(palm, model[^1].Template);
                }
            }

            var probe = new Probe(Templates.Make(7), [0]);
            Assert.Equal(model.Count, index.TemplateCount);
            Assert.Equal(model.DistinctBy(entry => entry.Palm).Count(), index.PalmCount);
            Assert.Equal(Oracle.Search(probe, model, 40), index.Search(probe, 40, SearchMode.Exhaustive));
        }, iter: 20);

    [Fact]
    public void Threads_order_vector_width_and_compactness_do_not_change_a_result()
    {
        var gallery = PhantomGallery.Enrolled.Concat(PhantomGallery.Strangers(700)).ToArray();
        var shuffled = gallery.ToArray();
        new Random(3).Shuffle(shuffled);
        PalmIndex[] indexes =
        [
            Oracle.Index(gallery, 1), Oracle.Index(gallery, 2), Oracle.Index(shuffled, 3), Oracle.Index(shuffled, 7),
            .. Kernels.Supported.Select(kernels => Oracle.Index(gallery, 2, kernels)), Oracle.Index(shuffled, 2, isCompact: true),
        ];
        foreach (var (_, template) in PhantomGallery.Probes.Take(3))
        {
            var probe = new Probe(template);
            foreach (var mode in Enum.GetValues<SearchMode>())
            {
                var expected = indexes[0].Search(probe, 16, mode);
                Assert.All(indexes, index => Assert.Equal(expected, index.Search(probe, 16, mode)));
            }
        }
    }

    [Fact]
    public async Task Searches_continue_while_palms_are_added_and_removed()
    {
        var gallery = PhantomGallery.Enrolled.ToArray();
        var index = Oracle.Index(gallery, 2);
        (long Palm, VeinTemplate Template)[] visitors =
            [.. Enumerable.Range(100, 300).Select(palm => ((long)palm, Templates.Make(palm)))];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var searches = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var searched = 0;
            for (; searched == 0 || !stop.IsCancellationRequested; searched++)
            {
                var (palm, template) = PhantomGallery.Probes.ElementAt(searched % 20);
                Assert.Equal(palm, index.Search(new Probe(template), 1)[0].Palm);
            }

            return searched;
        }, TestContext.Current.CancellationToken)).ToArray();
        foreach (var (palm, template) in visitors)
        {
            index.Add(palm, template);
        }

        foreach (var (palm, _) in visitors)
        {
            Assert.True(index.Remove(palm));
        }

        stop.Cancel();
        Assert.All(await Task.WhenAll(searches), searched => Assert.True(searched > 0));
        Assert.Equal(gallery.Length, index.TemplateCount);
    }

    [Fact]
    public void Coarse_to_fine_gives_the_exhaustive_result_for_phantom_probes()
    {
        var gallery = PhantomGallery.Enrolled.Concat(PhantomGallery.Strangers(3000)).ToArray();
        var index = Oracle.Index(gallery, 2);
        foreach (var (_, template) in PhantomGallery.Probes)
        {
            var probe = new Probe(template);
            Assert.Equal(index.Search(probe, 1, SearchMode.Exhaustive), index.Search(probe, 1));
        }
    }

    [Fact]
    public void The_right_palm_is_among_the_few_best_candidates()
    {
        var index = new PalmIndex(1);
        index.Load(PhantomGallery.Enrolled.Concat(PhantomGallery.Strangers(1_000)));
        foreach (var (palm, template) in PhantomGallery.OwnProbes.Take(8))
        {
            var few = index.Search(new Probe(template)).MostPromising.ToArray();
            Assert.Contains(palm, few);
            Assert.InRange(few.Length, 1, 8);
        }
    }

    [Fact]
    public void A_copy_is_independent()
    {
        var index = Oracle.Index([(1, Templates.Make(1)), (2, Templates.Make(2))]);
        var copy = index.WithThreads(2);
        copy.Remove(1);
        index.Add(3, Templates.Make(3));
        Assert.Equal((3, 1), (index.PalmCount, copy.PalmCount));
        Assert.Equal(2, copy.Search(new Probe(Templates.Make(1)), 1)[0].Palm);
    }

    [Fact]
    public void An_empty_index_finds_nobody() =>
        Assert.Empty(new PalmIndex().Search(new Probe(Templates.Make(1)), 1));

    [Fact]
    public void Meaningless_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PalmIndex(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PalmIndex().Search(new Probe(Templates.Make(1)), 0));
    }
}
