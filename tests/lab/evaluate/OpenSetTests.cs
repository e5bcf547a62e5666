namespace Pedestal.Evaluate.Tests;

public class OpenSetTests
{
    const int Palms = 5;
    const int ProbesEach = 60;

    [Fact]
    public void Every_palm_searches_once_as_a_stranger_and_otherwise_as_enrolled()
    {
        var search = new OpenSet(Table(), 0.2);
        Assert.Equal((5, 4), (search.Rounds, search.Gallery));
        Assert.Equal((300, 1200), (search.StrangerSearches, search.EnrolledSearches));
    }

    [Fact]
    public void A_miss_is_too_far_away_or_behind_somebody_else_in_the_gallery()
    {
        var table = Table();

        // Three probes farthest from their own palm: missed in all four galleries with that palm.
        for (var i = 0; i < 3; i++)
        {
            Distances(table, palm: 0, i)[0] = 0.45;
        }

        // Near a stranger but nearer to the own palm: a false positive only where the own palm is left out.
        Distances(table, palm: 1, 0)[2] = 0.2;
        Distances(table, palm: 1, 1)[2] = 0.2;

        // Nearer to palm 3 than to the own palm: missed in the three galleries that hold both.
        Distances(table, palm: 2, 0)[3] = 0.05;

        var point = new OpenSet(table, 0.2).At(0.01)!;
        Assert.Equal(0.4, point.Threshold);
        Assert.Equal(new Proportion(3, 300), point.Fpir);
        Assert.Equal((3 * 4 + 3) / 1200.0, point.Fnir.Rate, 12);
        Assert.Equal(300, point.Fnir.Trials);
    }

    [Fact]
    public void A_rate_needs_three_expected_strangers_to_be_measured()
    {
        var table = Table();
        Assert.Null(new OpenSet(table, 0.2).At(0.001));
        Assert.Null(new OpenSet(Tables.Of(Palms, [.. table.Probes.Skip(1)]), 0.2).At(0.01));
    }

    [Fact]
    public void Leaving_out_a_larger_share_makes_fewer_galleries()
    {
        var search = new OpenSet(Table(), 0.5);
        Assert.Equal((2, 2), (search.Rounds, search.Gallery));
        Assert.Equal((300, 300), (search.StrangerSearches, search.EnrolledSearches));
    }

    /// <summary>All probes at distance 0.1 from their own palm and 0.4 from the others.</summary>
    static ScoreTable Table() => Tables.Of(Palms,
    [
        .. from palm in Enumerable.Range(0, Palms)
           from probe in Enumerable.Range(0, ProbesEach)
           select Tables.Probe(palm, [.. Enumerable.Range(0, Palms).Select(set => set == palm ? 0.1 : 0.4)]),
    ]);

    static double[] Distances(ScoreTable table, int palm, int probe) => table.Probes[palm * ProbesEach + probe].Distances;
}
