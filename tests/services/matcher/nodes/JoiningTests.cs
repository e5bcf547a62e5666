using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Identity;

namespace Pedestal.Matcher.Tests;

/// <summary>A node that is left out of the cluster while it joins, as after a freeze in its start.</summary>
public sealed class JoiningTests : IDisposable
{
    // As another node does it, at once after the node has signed in.
    const string LeaveOut = """
        CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN UPDATE nodes SET status = 6; UPDATE clusters SET version = version + 1; RETURN NULL; END';
        CREATE TRIGGER leave_out AFTER INSERT ON nodes FOR EACH ROW EXECUTE FUNCTION leave_out()
        """;

    readonly TestDatabase _database = new(DatabaseEngine.Postgres);
    readonly ApplicationLifetime _process = new(NullLogger<ApplicationLifetime>.Instance);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public JoiningTests() => PalmStore.Open(_database.Source, _database.File("identity.key"), TimeProvider.System).Dispose();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_node_that_is_left_out_while_it_joins_ends_its_process_and_another_joins()
    {
        _database.Execute(LeaveOut);
        using var start = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var node = ShardNode.Build(new ClusterSettings { Node = "a", Port = FreePort.Next() }, _database, _process);
        var starting = node.StartAsync(start.Token);
        await Eventually.TrueAsync(() => _process.ApplicationStopping.IsCancellationRequested, Stop);

        // It may end with a fault or without: only the process's end counts.
        await start.CancelAsync();
        await Record.ExceptionAsync(() => starting);
        node.Dispose();

        _database.Execute("DROP TRIGGER leave_out ON nodes");
        await using var next = await ShardNode.StartAsync(new ClusterSettings { Node = "a", Port = FreePort.Next() }, _database, Stop);
    }
}
