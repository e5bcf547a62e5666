namespace Pedestal.Demo;

/// <summary>
/// Everything in one process, whose parts communicate over TCP as if apart: two venues, each with a ticketing party of its own, and
/// the matcher that serves both. The databases are in a temporary folder.
/// </summary>
sealed class World : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pedestal-demo-");

    World()
    {
        Hall = new Venue("demo", "ticketing", new Lanes(Enrolment: 2, Entry: ["main", "main", "main"]), _folder);
        Arena = new Venue("arena", "arena-tickets",
            new Lanes(Enrolment: 1, Entry: ["main", "main", FamilyPlan.NorthEntrance], Exits: 1, PassageSeconds: 3), _folder);
        Identity = new Identity(_folder, Hall, Arena);
    }

    /// <summary>The venue of the first show.</summary>
    public Venue Hall { get; }

    /// <summary>The venue of the second show.</summary>
    public Venue Arena { get; }

    /// <summary>The matcher.</summary>
    public Identity Identity { get; }

    /// <summary>Opens everything: tickets are sold, all services run, and all pedestals are ready.</summary>
    public static async Task<World> OpenAsync(EveningPlan plan, Action<string> say, CancellationToken cancellation)
    {
        var world = new World();
        try
        {
            say("Opening two venues: tickets are sold; brokers, ticketing and the matcher of both start.");
            world.Hall.BoxOffice.Import(plan.Tickets(afterCancellations: false));
            world.Arena.BoxOffice.Import(plan.Later.Tickets);
            await world.Hall.StartServicesAsync(cancellation);
            await world.Arena.StartServicesAsync(cancellation);
            world.Hall.BoxOffice.SetRules(EveningPlan.Event, EveningPlan.Rules);
            world.Hall.BoxOffice.OpenEvent(EveningPlan.Event);
            world.Arena.BoxOffice.OpenEvent(LaterPlan.Event);
            await world.Identity.StartAsync(cancellation);
            say("Three enrolment pedestals, six entry pedestals and one at an exit power up.");
            await Task.WhenAll(world.Hall.PowerUpAsync(cancellation), world.Arena.PowerUpAsync(cancellation));
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Hall.PowerDownAsync();
        await Arena.PowerDownAsync();
        await Identity.DisposeAsync();
        await Hall.DisposeAsync();
        await Arena.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
