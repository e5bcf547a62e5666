using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Fleet.Tests;

/// <summary>The fleet at two brokers, of which each pedestal uses one.</summary>
public sealed class TwoBrokersTests : IAsyncLifetime
{
    const string Device = "gate-1";
    static readonly string State = Topic.Of("demo", Device, Channel.State);
    readonly TestFolder _folder = new();
    Broker _first = null!;
    Broker _second = null!;
    FleetLink _fleet = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_first, _second) = (await Broker.StartAsync(Cancellation), await Broker.StartAsync(Cancellation));
        var keys = new KeyRing("demo");
        keys.Generate(Device);
        keys.Save(_folder.PathOf("fleet.keys.json"));
        _fleet = await FleetLink.ConnectAsync(
            _folder.PathOf("fleet.keys.json"), [new("127.0.0.1", _first.Port), new("127.0.0.1", _second.Port)], new(), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_pedestal_that_has_moved_is_online_although_the_former_broker_tells_its_last_will()
    {
        var view = new FleetView(_fleet);
        await view.ListenAsync(Cancellation);
        await using var here = await _first.ConnectAsync(Device, Cancellation);
        await using var there = await _second.ConnectAsync(Device, Cancellation);
        var status = Assert.Single(view.Pedestals);

        await TellAsync(here, "online", mode: "one");
        await Eventually.TrueAsync(() => status.Text("state", "mode") == "one", Cancellation);
        await TellAsync(there, "online", mode: "two");
        await Eventually.TrueAsync(() => status.Text("state", "mode") == "two", Cancellation);
        var heard = 0;
        await _fleet.Link.SubscribeAsync(Topic.Of("demo", Device, Channel.Telemetry), (_, _) =>
        {
            heard++;
            return Task.CompletedTask;
        }, Cancellation);
        await here.RetainAsync(State, "{\"online\":false}"u8.ToArray(), Cancellation);
        await here.PublishAsync(Topic.Of("demo", Device, Channel.Telemetry), [1], Cancellation);
        await Eventually.TrueAsync(() => heard > 0, Cancellation);
        Assert.True(status.IsOnline);

        await there.RetainAsync(State, "{\"online\":false}"u8.ToArray(), Cancellation);
        await Eventually.TrueAsync(() => !status.IsOnline, Cancellation);
    }

    [Fact]
    public async Task Both_brokers_forget_a_pedestal()
    {
        foreach (var broker in new[] { _first, _second })
        {
            await using var pedestal = await broker.ConnectAsync(Device, Cancellation);
            await TellAsync(pedestal, "online", mode: "entry");
        }

        await _fleet.ClearAsync(Device, Topic.Suffix(Channel.State), Cancellation);

        var view = new FleetView(_fleet);
        await view.ListenAsync(Cancellation);
        Assert.Empty(Assert.Single(view.Pedestals).Kinds);
    }

    static async Task TellAsync(ServiceLink pedestal, string member, string mode) => Assert.Null(await pedestal.RetainAsync(
        State, System.Text.Encoding.UTF8.GetBytes($"{{\"{member}\":true,\"mode\":\"{mode}\"}}"), Cancellation));
}
