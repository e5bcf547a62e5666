using Microsoft.Extensions.Logging.Abstractions;

namespace Pedestal.Messaging.Tests;

/// <summary>Services that share the requests of all devices at a real broker; one whose clock stands still is silent, as if frozen.</summary>
public sealed class SharedRequestsTests : SharingTests
{
    // In hundredths of a second, as a sign has it.
    const byte Late = 100;

    // Four signs.
    const int Second = 4;

    [Fact]
    public async Task A_request_goes_to_one_of_those_that_are_alive_and_a_silent_one_is_left_out_until_it_gives_signs_again()
    {
        Assert.Contains("signs of life", A.Fault, StringComparison.Ordinal);
        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Null(A.Fault);

        await Eventually.TrueAsync(() => TakesAllAsync(B), Stop);
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        await A.EndAsync(A.BeginEndAsync(Stop), Stop);
        A.Taken.Clear();
        await Eventually.TrueAsync(() => TakesAllAsync(B), Stop);
        Assert.Empty(A.Taken);
    }

    [Fact]
    public async Task A_node_that_hears_the_broker_late_leaves_the_requests_to_one_that_hears_it_in_time()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        await A.SignAsync(Pedestal, Late, Stop);
        await B.ReachAsync(Pedestal, Stop);
        await B.BeatAsync(Stop);
        await Eventually.TrueAsync(() => A.Fault?.Contains("late", StringComparison.Ordinal) == true, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await SendAsync(A, B);
            return A.Taken.IsEmpty && B.Taken.Order().SequenceEqual(Numbers);
        }, Stop);

        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Null(A.Fault);
    }

    [Fact]
    public async Task Where_all_hear_the_broker_late_they_share_its_requests_as_before()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        // At first one of them alone is late, but not for long.
        await A.SignAsync(Pedestal, Late, Stop);
        await Eventually.TrueAsync(() => A.Fault is not null, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await B.SignAsync(Pedestal, Late, Stop);
            await A.SignAsync(Pedestal, Late, Stop);
            await SendAsync(A, B);
            return A.Fault is null && AreShared;
        }, Stop);
    }

    [Fact]
    public async Task A_node_that_was_in_time_and_is_silent_or_late_is_missed()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Empty(B.Missed);

        // Silent.
        await BeatOnAsync(B, Second);
        Assert.Equal(["a"], B.Missed);
        B.Forget("a");
        Assert.Empty(B.Missed);

        // Late from its first sign, as one that starts.
        await BeatOnAsync(B, Second, before: () => A.SignAsync(Pedestal, Late, Stop));
        Assert.Empty(B.Missed);

        // Late after it was in time.
        B.Forget("a");
        await A.SignAsync(Pedestal, 0, Stop);
        await BeatOnAsync(B, 2);
        await BeatOnAsync(B, 3, before: () => A.SignAsync(Pedestal, Late, Stop));
        Assert.Empty(B.Missed);
        await BeatOnAsync(B, 2, before: () => A.SignAsync(Pedestal, Late, Stop));
        Assert.Equal(["a"], B.Missed);
    }

    [Fact]
    public async Task A_node_that_stood_still_misses_nobody()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        B.StandStill();
        await B.BeatAsync(Stop);
        Assert.Empty(B.Missed);
        await BeatOnAsync(B, Second);
        Assert.Empty(B.Missed);
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
            await node.ReachAsync(Pedestal, Stop);
            await node.BeatAsync(Stop);
        }
    }
}
