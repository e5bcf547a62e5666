namespace Pedestal.Messaging.Tests;

/// <summary>Services that divide the devices, and so their requests, among themselves.</summary>
public sealed class DividedRequestsTests : SharingTests
{
    volatile string[] _known = [.. Numbers.Select(GateOf)];

    private protected override IReadOnlyCollection<string> Devices => _known;

    [Fact]
    public async Task The_requests_of_a_device_go_to_one_node_and_to_another_one_only_while_that_is_silent()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);
        byte[] ofA = [.. A.Taken.Order()], ofB = [.. B.Taken.Order()];

        await SendAsync(A, B);
        Assert.Equal(ofA, A.Taken.Order());
        Assert.Equal(ofB, B.Taken.Order());

        await Eventually.TrueAsync(() => TakesAllAsync(B), Stop);
        await Eventually.TrueAsync(AreSharedAsync, Stop);
        Assert.Equal(ofA, A.Taken.Order());
    }

    [Fact]
    public async Task A_node_that_ends_takes_its_share_until_another_one_has_it()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        var end = A.BeginEndAsync(Stop);
        await Eventually.TrueAsync(async () =>
        {
            await SendAsync(A, B);
            Assert.Equal(Numbers, TakenBy(A, B));
            return B.Taken.Order().SequenceEqual(Numbers);
        }, Stop);
        Assert.False(end.IsCompleted);

        await A.EndAsync(end, Stop);
        await SendAsync(A, B);
        Assert.Empty(A.Taken);
        Assert.Equal(Numbers, B.Taken.Order());
    }

    [Fact]
    public async Task A_node_that_joins_gets_its_share_when_it_has_taken_it()
    {
        await Eventually.TrueAsync(AreSharedAsync, Stop);

        await using var c = await SharingNode.StartAsync("c", Mosquitto.Port, () => Devices, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await c.BeatAsync(Stop);
            await A.BeatAsync(Stop);
            await B.BeatAsync(Stop);
            await SendAsync(A, B, c);
            Assert.Equal(Numbers, TakenBy(A, B, c));
            return !c.Taken.IsEmpty && A.Taken.Count + B.Taken.Count + c.Taken.Count == Numbers.Count();
        }, Stop);
    }

    [Fact]
    public async Task The_requests_of_a_device_come_once_it_is_known()
    {
        _known = [.. Numbers.SkipLast(1).Select(GateOf)];
        await Eventually.TrueAsync(async () => !await AreSharedAsync() && A.Taken.Concat(B.Taken).Order().SequenceEqual(Numbers.SkipLast(1)), Stop);

        _known = [.. Numbers.Select(GateOf)];
        await Eventually.TrueAsync(AreSharedAsync, Stop);
    }

    static IEnumerable<byte> TakenBy(params SharingNode[] nodes) => nodes.SelectMany(node => node.Taken).Distinct().Order();
}
