using Microsoft.Extensions.Logging.Abstractions;

namespace Pedestal.Messaging.Tests;

/// <summary>Services that share requests at a real broker, each with a clock of its own: one whose clock stands still is silent, as if frozen.</summary>
public sealed class SharedRequestsTests : IAsyncLifetime
{
    const string Request = "pedestal/v2/demo/gate-1/ticket/request";
    const int Sent = 12;

    // In hundredths of a second, as a sign has it.
    const byte Late = 100;

    // Four signs.
    const int Second = 4;

    readonly MosquittoServer _mosquitto = new();
    ServiceLink _pedestal = null!;
    SharingNode _a = null!;
    SharingNode _b = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pedestal = new ServiceLink(new ServiceLinkOptions { Port = _mosquitto.Port, ClientId = "gate-1" }, NullLogger.Instance);
        await _pedestal.StartAsync(Stop);
        await _pedestal.WaitConnectedAsync(Stop);
        _a = await SharingNode.StartAsync("a", _mosquitto.Port, Stop);
        _b = await SharingNode.StartAsync("b", _mosquitto.Port, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _pedestal.DisposeAsync();
        _mosquitto.Dispose();
    }

    [Fact]
    public async Task A_request_goes_to_one_of_those_that_are_alive_and_a_silent_one_is_left_out_until_it_gives_signs_again()
    {
        Assert.Contains("signs of life", _a.Fault, StringComparison.Ordinal);
        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Null(_a.Fault);

        await Eventually.TrueAsync(() => TakesAllAsync(_b), Stop);
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        await _a.EndAsync(Stop);
        _a.Taken.Clear();
        await Eventually.TrueAsync(() => TakesAllAsync(_b), Stop);
        Assert.Empty(_a.Taken);
    }

    [Fact]
    public async Task A_node_that_hears_the_broker_late_leaves_the_requests_to_one_that_hears_it_in_time()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        await _a.SignAsync(_pedestal, Late, Stop);
        await _b.ReachAsync(_pedestal, Stop);
        await _b.BeatAsync(Stop);
        await Eventually.TrueAsync(() => _a.Fault?.Contains("late", StringComparison.Ordinal) == true, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await SendAsync(_a, _b);
            return _a.Taken.IsEmpty && _b.Taken.Order().SequenceEqual(Numbers);
        }, Stop);

        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Null(_a.Fault);
    }

    [Fact]
    public async Task Where_all_hear_the_broker_late_they_share_its_requests_as_before()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        // At first one of them alone is late, but not for long.
        await _a.SignAsync(_pedestal, Late, Stop);
        await Eventually.TrueAsync(() => _a.Fault is not null, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await _b.SignAsync(_pedestal, Late, Stop);
            await _a.SignAsync(_pedestal, Late, Stop);
            await SendAsync(_a, _b);
            return _a.Fault is null && AreShared;
        }, Stop);
    }

    [Fact]
    public async Task A_node_that_was_in_time_and_is_silent_or_late_is_missed()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Empty(_b.Missed);

        // Silent.
        await BeatOnAsync(_b, Second);
        Assert.Equal(["a"], _b.Missed);
        _b.Forget("a");
        Assert.Empty(_b.Missed);

        // Late from its first sign, as one that starts.
        await BeatOnAsync(_b, Second, before: () => _a.SignAsync(_pedestal, Late, Stop));
        Assert.Empty(_b.Missed);

        // Late after it was in time.
        _b.Forget("a");
        await _a.SignAsync(_pedestal, 0, Stop);
        await BeatOnAsync(_b, 2);
        await BeatOnAsync(_b, 3, before: () => _a.SignAsync(_pedestal, Late, Stop));
        Assert.Empty(_b.Missed);
        await BeatOnAsync(_b, 2, before: () => _a.SignAsync(_pedestal, Late, Stop));
        Assert.Equal(["a"], _b.Missed);
    }

    [Fact]
    public async Task A_node_that_stood_still_misses_nobody()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        _b.StandStill();
        await _b.BeatAsync(Stop);
        Assert.Empty(_b.Missed);
        await BeatOnAsync(_b, Second);
        Assert.Empty(_b.Missed);
    }

    [Fact]
    public async Task A_broker_without_shared_subscriptions_is_named_as_the_fault()
    {
        await using var broker = new EmbeddedBroker(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
        await broker.StartAsync(Stop);
        await using var node = SharingNode.Of("a", broker.BoundPort);
        await node.BeginAsync(Stop);
        await Eventually.TrueAsync(() => node.Fault?.Contains("use Mosquitto", StringComparison.Ordinal) == true, Stop);
    }

    async Task BeatOnAsync(SharingNode node, int beats, Func<Task>? before = null)
    {
        for (var beat = 0; beat < beats; beat++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            await node.ReachAsync(_pedestal, Stop);
            await node.BeatAsync(Stop);
        }
    }

    // Each request once, and each node some. Both give a sign of life first.
    async Task<bool> AreSharedAsync()
    {
        await _a.BeatAsync(Stop);
        await _b.BeatAsync(Stop);
        await SendAsync(_a, _b);
        return AreShared;
    }

    bool AreShared =>
        !_a.Taken.IsEmpty && !_b.Taken.IsEmpty && _a.Taken.Concat(_b.Taken).Order().SequenceEqual(Numbers);

    // Only this node gives signs of life.
    async Task<bool> TakesAllAsync(SharingNode node)
    {
        await node.BeatAsync(Stop);
        await SendAsync(node);
        return node.Taken.Order().SequenceEqual(Numbers);
    }

    static IEnumerable<byte> Numbers => Enumerable.Range(1, Sent).Select(n => (byte)n);

    // A node that has the last message has all of its requests, because a broker keeps a sender's order.
    async Task SendAsync(params SharingNode[] nodes)
    {
        foreach (var node in nodes)
        {
            node.Taken.Clear();
        }

        foreach (var number in Numbers)
        {
            Assert.True(await _pedestal.PublishAsync(Request, [number], Stop));
        }

        await Task.WhenAll(nodes.Select(node => node.ReachAsync(_pedestal, Stop)));
    }
}
