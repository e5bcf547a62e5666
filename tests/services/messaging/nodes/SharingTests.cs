using Microsoft.Extensions.Logging.Abstractions;

namespace Pedestal.Messaging.Tests;

/// <summary>Two services that share requests at a real broker, each with a clock of its own.</summary>
public abstract class SharingTests : IAsyncLifetime
{
    // More devices than one packet has subscriptions for.
    const int Sent = 40;

    // Those that they divide among themselves; null: each takes requests of all.
    private protected virtual IReadOnlyCollection<string>? Devices => null;

    private protected MosquittoServer Mosquitto { get; } = new();

    private protected ServiceLink Pedestal { get; private set; } = null!;

    private protected SharingNode A { get; private set; } = null!;

    private protected SharingNode B { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Each is a request of a device of its own.
    private protected static IEnumerable<byte> Numbers => Enumerable.Range(1, Sent).Select(n => (byte)n);

    // Each request once, and each node some.
    private protected bool AreShared => !A.Taken.IsEmpty && !B.Taken.IsEmpty && A.Taken.Concat(B.Taken).Order().SequenceEqual(Numbers);

    public async ValueTask InitializeAsync()
    {
        Pedestal = new ServiceLink(new ServiceLinkOptions { Port = Mosquitto.Port, ClientId = "gates" }, NullLogger.Instance);
        await Pedestal.StartAsync(Stop);
        await Pedestal.WaitConnectedAsync(Stop);
        Func<IReadOnlyCollection<string>>? devices = Devices is null ? null : () => Devices!;
        A = await SharingNode.StartAsync("a", Mosquitto.Port, devices, Stop);
        B = await SharingNode.StartAsync("b", Mosquitto.Port, devices, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
        await Pedestal.DisposeAsync();
        Mosquitto.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static string GateOf(byte number) => $"gate-{number}";

    // Both give a sign of life first.
    private protected async Task<bool> AreSharedAsync()
    {
        await A.BeatAsync(Stop);
        await B.BeatAsync(Stop);
        await SendAsync(A, B);
        return AreShared;
    }

    // Only this node gives signs of life.
    private protected async Task<bool> TakesAllAsync(SharingNode node)
    {
        await node.BeatAsync(Stop);
        await SendAsync(node);
        return node.Taken.Order().SequenceEqual(Numbers);
    }

    // A node that has the last message has all of its requests, because a broker keeps a sender's order.
    private protected async Task SendAsync(params SharingNode[] nodes)
    {
        foreach (var node in nodes)
        {
            node.Taken.Clear();
        }

        foreach (var number in Numbers)
        {
            Assert.True(await Pedestal.PublishAsync($"pedestal/v2/demo/{GateOf(number)}/ticket/request", [number], Stop));
        }

        await Task.WhenAll(nodes.Select(node => node.ReachAsync(Pedestal, Stop)));
    }
}
