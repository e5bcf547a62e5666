using Pedestal.Storage.Tests;
using Pedestal.Ticketing;

namespace Pedestal.Crash.Tests;

public sealed class SqliteKillTests
{
    [Fact]
    public Task However_often_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_half_done() => Task.WhenAll(
        Kills.RunAsync(DatabaseEngine.Sqlite, 100, seed: 1), Kills.RunAsync(DatabaseEngine.Sqlite, 100, seed: 2));
}

public sealed class PostgresKillTests
{
    [Fact]
    public Task However_often_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_half_done() =>
        Kills.RunAsync(DatabaseEngine.Postgres, 30, seed: 3);
}

static class Kills
{
    const int MostOperations = 28;
    const int Guests = 3000;

    /// <summary>Kills one worker after the other on the same pair of stores, and checks after each.</summary>
    public static async Task RunAsync(DatabaseEngine engine, int kills, int seed)
    {
        // Two runs at a time: neither waits for the other's checks.
        await Task.Yield();
        using var palms = new TestDatabase(engine);
        using var tickets = new TestDatabase(engine);
        using (var store = new TicketStore(tickets.Source))
        {
            store.Import(Enumerable.Range(0, Guests)
                .Select(i => new TicketRow($"code-{i}", $"account-{i}", "tonight", false)));
        }

        var random = new Random(seed);
        var guests = new List<Guest>();
        var next = 0;
        for (var i = 0; i < kills; i++)
        {
            var spoken = await Worker.RunAsync(
                [palms.Source, palms.File("key"), tickets.Source, next.ToString()], random.Next(1, MostOperations),
                TimeSpan.FromMicroseconds(random.Next(3000)), TestContext.Current.CancellationToken);
            using var books = new Books(palms.Source, palms.File("key"), tickets.Source);
            spoken.ForEach(books.Check);
            guests.AddRange(spoken);

            // The guest after the last one may have been killed before a word was said.
            next = spoken[^1].Number + 2;
        }

        using var last = new Books(palms.Source, palms.File("key"), tickets.Source);
        last.CheckAll(guests);
        Assert.True(guests.Count > kills, "the worker was killed before it did anything");
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Join(", ", guests.GroupBy(g => g.Step).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
    }
}
