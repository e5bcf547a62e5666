
namespace Pedestal.Crash.Tests;

public sealed class SqliteKillTests
{
    [Fact]
    public Task However_often_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_left_half_done() =>
        Kills.RunAsync(DatabaseEngine.Sqlite, kills: 20, venues: 10, seed: 1);
}

public sealed class PostgresKillTests
{
    [Fact]
    public Task However_often_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_left_half_done() =>
        Kills.RunAsync(DatabaseEngine.Postgres, kills: 5, venues: 6, seed: 3);
}

static class Kills
{
    const int MostOperations = 28;

    /// <summary>
    /// Kills one worker process after the other, each in the middle of its work for several venues, and checks every
    /// venue's stores after each kill: one kill hits as many stores as there are venues, each at a different point.
    /// </summary>
    public static async Task RunAsync(DatabaseEngine engine, int kills, int venues, int seed)
    {
        var random = new Random(seed);
        List<Venue> all = [];
        try
        {
            for (var i = 0; i < venues; i++)
            {
                all.Add(new Venue(engine));
            }

            for (var i = 0; i < kills; i++)
            {
                await Worker.RunAsync(all, random.Next(1, MostOperations * venues),
                    TimeSpan.FromMicroseconds(random.Next(3000)), TestContext.Current.CancellationToken);
                await Parallel.ForEachAsync(all, (venue, _) =>
                {
                    venue.CheckAfterKill();
                    return ValueTask.CompletedTask;
                });
            }

            all.ForEach(venue => venue.CheckAll());
            var guests = all.SelectMany(venue => venue.Guests).ToList();
            Assert.True(guests.Count > kills * venues, "the worker was killed before it did anything");
            TestContext.Current.TestOutputHelper!.WriteLine(
                string.Join(", ", guests.GroupBy(g => g.Step).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
        }
        finally
        {
            all.ForEach(venue => venue.Dispose());
        }
    }
}
