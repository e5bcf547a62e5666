using CsCheck;
using Pedestal.Messaging.Nodes;

namespace Pedestal.Messaging.Tests;

public sealed class DeviceNodesTests
{
    static readonly Gen<string> Names = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-_"].Array[1, 16].Select(letters => new string(letters));
    static readonly Gen<string[]> Nodes = Names.HashSet[2, 5].Select(nodes => nodes.ToArray());

    [Fact]
    public void Only_the_devices_of_a_node_that_goes_get_another_one() =>
        Gen.Select(Nodes, Names, Gen.Int[0, 4]).Sample((nodes, device, gone) =>
        {
            var without = nodes.Where((_, n) => n != gone % nodes.Length).ToArray();
            var before = DeviceNodes.Find(device, nodes);
            return DeviceNodes.Find(device, without) == before || before == nodes[gone % nodes.Length];
        });

    [Fact]
    public void The_order_of_the_nodes_does_not_matter() =>
        Gen.Select(Nodes, Names).Sample((nodes, device) => DeviceNodes.Find(device, nodes) == DeviceNodes.Find(device, [.. nodes.Reverse()]));

    [Theory]
    [InlineData("a", "b")]
    [InlineData("node-1", "node-2", "node-3")]
    public void Each_node_gets_about_as_many(params string[] nodes)
    {
        const int Devices = 3000;
        var counts = Enumerable.Range(1, Devices).CountBy(n => DeviceNodes.Find($"gate-{n}", nodes)).ToDictionary();

        // Four standard deviations of a fair choice.
        var share = 1.0 / nodes.Length;
        var spread = 4 * Math.Sqrt(Devices * share * (1 - share));
        Assert.All(nodes, node => Assert.InRange(counts[node], (Devices * share) - spread, (Devices * share) + spread));
    }
}
