namespace Pedestal.Matcher.Tests;

/// <summary>Settings of a cluster that cannot work are refused by name.</summary>
public sealed class ClusterSettingsTests
{
    const string Server = "postgresql:Host=db;Database=identity";

    [Fact]
    public void The_only_matcher_needs_none() => new MatcherOptions().Validate();

    [Fact]
    public void A_node_on_a_server_is_accepted() => Node(options => options.Cluster.Dashboard = "http://localhost:8080").Validate();

    [Theory]
    [InlineData("Cluster:Node needs Matcher:Database on PostgreSQL", "data/identity.db", "a", 11111, "")]
    [InlineData("Cluster:Node cannot be used", Server, "a.b", 11111, "")]
    [InlineData("Cluster:Port must be", Server, "a", 0, "")]
    [InlineData("whoever reaches it needs no key", Server, "a", 11111, "http://0.0.0.0:8080")]
    public void What_cannot_work_is_refused(string reason, string database, string node, int port, string dashboard)
    {
        var options = Node(options =>
        {
            options.Database = database;
            (options.Cluster.Node, options.Cluster.Port, options.Cluster.Dashboard) = (node, port, dashboard);
        });
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cluster:Shards needs Matcher:Cluster:Node", "", 3, 2, 0)]
    [InlineData("Cluster:Shards must be", "a", 1, 2, 0)]
    [InlineData("Cluster:Copies must be", "a", 3, 0, 0)]
    [InlineData("Cluster:Copies must be", "a", 3, 4, 0)]
    [InlineData("Cluster:Room must be", "a", 3, 2, -1)]
    public void Shards_that_cannot_work_are_refused(string reason, string node, int shards, int copies, int room)
    {
        var options = Node(options =>
        {
            options.Cluster.Node = node;
            (options.Cluster.Shards, options.Cluster.Copies, options.Cluster.Room) = (shards, copies, room);
        });
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    static MatcherOptions Node(Action<MatcherOptions> change)
    {
        var options = new MatcherOptions { Database = Server, Cluster = { Node = "a" } };
        change(options);
        return options;
    }
}
