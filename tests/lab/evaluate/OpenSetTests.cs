namespace Pedestal.Evaluate.Tests;

public class OpenSetTests
{
    const int Palms = 5;
    const int ProbesEach = 60;

    [Fact]
    public void Every_palm_searches_once_as_a_stranger_and_else_as_enrolled()
    {
        var search = new OpenSet(Table(), 0.2);
        Assert.Equal((5, 4), (search.Rounds, search.Gallery));
        Assert.Equal((300, 1200), (search.StrangerSearches, search.EnrolledSearches));
    }

    [Fact]
    public void A_miss_is_too_far_or_behind_somebody_else_who_is_in_the_gallery()
    {
        var table = Table();

        // Three probes whose own palm is the furthest: missed in all four galleries with that palm.
        for (var i = 0; i < 3; i++)
        {
            Distances(table, palm: 0, i)[0] = 0.45;
        }

        // Near a stranger, but nearer to the own palm: a false positive only once that is left out.
        Distances(table, palm: 1, 0)[2] = 0.2;
        Distances(table, palm: 1, 1)[2] = 0.2;

        // Nearer to palm 3 than to the own: missed in the three galleries that hold both.
        Distances(table, palm: 2, 0)[3] = 0.05;

        var point = new OpenSet(table, 0.2).At(0.01)!;
        Assert.Equal(0.4, point.Threshold);
        Assert.Equal(new Proportion(3, 300), point.Fpir);
        Assert.Equal((3 * 4 + 3) / 1200.0, point.Fnir.Rate, 12);
        Assert.Equal(300, point.Fnir.Trials);
    }

    [Fact]
    public void A_rate_takes_three_expected_strangers_to_measure()
    {
        var table = Table();
        Assert.Null(new OpenSet(table, 0.2).At(0.001));
        Assert.Null(new OpenSet(Tables.Of(Palms, [.. table.Probes.Skip(1)]), 0.2).At(0.01));
    }

    [Fact]
    public void A_larger_share_left_out_makes_fewer_galleries()
    {
        var search = new OpenSet(Table(), 0.5);
        Assert.Equal((2, 2), (search.Rounds, search.Gallery));
        Assert.Equal((300, 300), (search.StrangerSearches, search.EnrolledSearches));
    }

    /// <summary>All probes at 0.1 of their own palm and at 0.4 of the others.</summary>
    static ScoreTable Table() => Tables.Of(Palms,
    [
        .. from palm in Enumerable.Range(0, Palms)
           from probe in Enumerable.Range(0, ProbesEach)
           select Tables.Probe(palm, [.. Enumerable.Range(0, Palms).Select(set => set == palm ? 0.1 : 0.4)]),
    ]);

    static double[] Distances(ScoreTable table, int palm, int probe) => table.Probes[palm * ProbesEach + probe].Distances;
}
