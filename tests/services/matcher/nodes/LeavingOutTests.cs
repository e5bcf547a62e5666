using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;

namespace Pedestal.Matcher.Tests;

/// <summary>A node that another one leaves out of the cluster, because the brokers miss it.</summary>
public sealed class LeavingOutTests : IDisposable
{
    readonly TestDatabase _database = new(DatabaseEngine.Postgres);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public LeavingOutTests() => PalmStore.Open(_database.Source, _database.File("identity.key"), TimeProvider.System).Dispose();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task It_ends_its_part_at_once_and_nobody_else_does()
    {
        await using var a = await StartAsync("a");
        await using var b = await StartAsync("b");
        var cluster = a.Services.GetRequiredService<Cluster>();
        await Eventually.TrueAsync(
            async () => (await cluster.NodesAsync()).Count(node => node.Status == "Active") == 2, Stop);

        Assert.True(await cluster.LeaveOutAsync("b"));
        await Eventually.TrueAsync(() => b.IsEnding, Stop);
        Assert.False(a.IsEnding);
        Assert.False(await cluster.LeaveOutAsync("b"));
        Assert.False(await cluster.LeaveOutAsync("c"));
        await b.KillAsync();
    }

    Task<ShardNode> StartAsync(string node) =>
        ShardNode.StartAsync(new ClusterSettings { Node = node, Port = FreePort.Next() }, _database, Stop);
}
