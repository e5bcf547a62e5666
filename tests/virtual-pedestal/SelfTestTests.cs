using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The console's self test with virtual parts and a real broker: without a fault, and with each fault.</summary>
public sealed class SelfTestTests : IAsyncLifetime
{
    ServedSite _site = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    VirtualPedestal Pedestal => _site.Pedestal;

    ScriptedConsole Line => _site.Line;

    public async ValueTask InitializeAsync() => _site = await ServedSite.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Without_a_fault_every_test_passes_and_the_gates_on_request()
    {
        var openings = Pedestal.Gate.Openings;

        // Too far away to count as a guest.
        Pedestal.ShowPalm(Site.Grey, 150);

        var results = await SelfTestAsync("selftest");

        Assert.All(results, result => Assert.True(
            result.Key == "gate" ? result.Value == "skipped" : result.Value == "pass", $"{result.Key} {result.Value}"));
        Assert.Equal(17, results.Count);
        Assert.Equal(openings, Pedestal.Gate.Openings);

        await Line.RunAsync($"service {ServedSite.Code} --json", Cancellation);
        Line.Type($"selftest gate --json\r{Site.Device}\r");
        Assert.Equal("pass", (await Line.ReplyAsync(Cancellation))[0].GetProperty("result").GetString());
        Assert.Equal(openings + 1, Pedestal.Gate.Openings);
    }

    [Theory]
    [InlineData("leds-dark", "led")]
    [InlineData("leds-left", "led-left")]
    [InlineData("leds-right", "led-right")]
    [InlineData("presence-silent", "presence")]
    [InlineData("presence-stuck", "presence")]
    [InlineData("ring-refused", "ring")]
    [InlineData("relay-feedback", "gate")]
    [InlineData("reader-silent", "reader")]
    [InlineData("memory-low", "memory")]
    [InlineData("clock-unset", "time")]
    [InlineData("flash-refused", "flash")]
    [InlineData("network-down", "network")]
    public async Task A_broken_part_fails_its_test_with_advice(string fault, string item)
    {
        Pedestal.ShowPalm(Site.Grey, 150);
        Assert.True(PartFaults.TrySet(Pedestal, fault, true));

        await AssertFailsAsync(item.StartsWith("led", StringComparison.Ordinal) ? "camera-picture presence led led-left led-right" : item, item);
    }

    [Theory]
    [InlineData(CameraFault.NotResponding, "camera-id")]
    [InlineData(CameraFault.WrongId, "camera-id")]
    [InlineData(CameraFault.Wedged, "camera-id")]
    [InlineData(CameraFault.FlippedBits, "camera-pattern")]
    [InlineData(CameraFault.CaptureNeverDone, "camera-picture")]
    [InlineData(CameraFault.BogusFifoLength, "camera-picture")]
    public async Task A_broken_camera_fails_its_test(CameraFault fault, string item)
    {
        // Otherwise the lane, which polls the camera, may recover a wedged module before the test reaches it.
        Pedestal.Parts.Camera.IsSupplyStuck = true;
        Pedestal.Fault = fault;

        await AssertFailsAsync(item, item);
    }

    [Fact]
    public async Task A_silent_matcher_fails()
    {
        _site.Matcher.Match = Decision.None;

        await AssertFailsAsync("matcher", "matcher");
    }

    [Theory]
    [InlineData("matcher")]
    [InlineData("ticketing")]
    public async Task Keys_without_the_modes_role_fail_with_advice(string item)
    {
        (_site.Matcher.Match, _site.Matcher.Ticket) = (Decision.WrongRole, Decision.WrongRole);

        await AssertFailsAsync(item, item, "--roles entry");
    }

    [Fact]
    public async Task An_unreachable_broker_fails_and_the_matcher_is_skipped()
    {
        await _site.Broker.UnplugAsync(Cancellation);
        await Eventually.TrueAsync(() => Pedestal.LinkFault != null, Cancellation);

        var results = await SelfTestAsync("selftest broker matcher");

        Assert.Equal(("fail", "skipped"), (results["broker"], results["matcher"]));
    }

    [Fact]
    public async Task Without_the_network_the_link_is_down()
    {
        PartFaults.TrySet(Pedestal, "network-down", true);
        Assert.Equal("no network address", Pedestal.LinkFault);
        Pedestal.ScanCode("TICKET");
        Assert.Equal(OutcomeReason.LinkDown, (await _site.NextOutcomeAsync(Cancellation)).Reason);

        // The log records it within a second.
        var log = "";
        for (var start = Stopwatch.GetTimestamp(); !log.Contains("not connected: no network address", StringComparison.Ordinal);)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "The log does not record it: " + log);
            log = string.Join('\n', await Line.RunAsync("log --json", Cancellation));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repaired_gate_serves_at_once(bool isTested)
    {
        _site.Matcher.Ticket = Decision.Admitted;
        PartFaults.TrySet(Pedestal, "relay-feedback", true);
        Pedestal.ScanCode("LOST");
        Assert.Equal(Decision.Admitted, (await _site.NextOutcomeAsync(Cancellation)).Decision);
        await Eventually.TrueAsync(() => Pedestal.State == LaneState.Fault, Cancellation);

        await Line.RunAsync($"service {ServedSite.Code} --json", Cancellation);
        await AssertFailsAsync("gate", "gate");
        PartFaults.TrySet(Pedestal, "relay-feedback", false);
        if (isTested)
        {
            Line.Type($"selftest gate --json\r{Site.Device}\r");
            Assert.Equal("pass", (await Line.ReplyAsync(Cancellation))[0].GetProperty("result").GetString());
        }
        else
        {
            await Line.RunAsync("service off --json", Cancellation);
        }

        await Eventually.TrueAsync(() => Pedestal.State == LaneState.Idle, Cancellation);
        Pedestal.ScanCode("SERVED");
        Assert.Equal(Decision.Admitted, (await _site.NextOutcomeAsync(Cancellation)).Decision);
        Assert.Equal(["LOST", "SERVED"], _site.Matcher.Codes);
    }

    [Theory]
    [InlineData("selftest gate")]
    [InlineData("capture")]
    [InlineData("sensor read 0x40")]
    [InlineData("config set palm.nearest-mm 50")]
    public async Task Commands_that_need_service_mode_are_refused_without_it(string line)
    {
        var reply = await Line.RunAsync(line + " --json", Cancellation);

        Assert.Contains("service mode", reply[^1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_mode_is_published()
    {
        var states = new ConcurrentQueue<bool>();
        await using var operators = await _site.Broker.ConnectAsync("operators", Cancellation);
        await operators.SubscribeAsync(
            Topic.Of(Site.Venue, Site.Device, Channel.State),
            (_, message) =>
            {
                // The state is also published when something else in it changes.
                var service = JsonDocument.Parse(message).RootElement.GetProperty("service").GetBoolean();
                if (states.IsEmpty || states.Last() != service)
                {
                    states.Enqueue(service);
                }

                return Task.CompletedTask;
            },
            Cancellation);
        await Eventually.TrueAsync(() => !states.IsEmpty, Cancellation);
        Assert.Equal([false], states);

        await Line.RunAsync($"service {ServedSite.Code} --json", Cancellation);
        await Eventually.TrueAsync(() => states.Count == 2, Cancellation);
        var reply = await Line.RunAsync("sensor read 0x40 --json", Cancellation);
        Assert.Equal("0x84", reply[0].GetProperty("value").GetString());
        await Line.RunAsync("service off --json", Cancellation);
        await Eventually.TrueAsync(() => states.Count == 3, Cancellation);
        Assert.Equal([false, true, false], states);
    }

    async Task AssertFailsAsync(string items, string item, string advice = "")
    {
        IReadOnlyList<JsonElement> reply;
        if (item == "gate")
        {
            await Line.RunAsync($"service {ServedSite.Code} --json", Cancellation);
            Line.Type($"selftest gate --json\r{Site.Device}\r");
            reply = await Line.ReplyAsync(Cancellation);
        }
        else
        {
            reply = await Line.RunAsync($"selftest {items} --json", Cancellation);
        }

        var result = reply.First(a => a.TryGetProperty("item", out var name) && name.GetString() == item);
        Assert.Equal("fail", result.GetProperty("result").GetString());
        Assert.NotEqual("", result.GetProperty("advice").GetString());
        Assert.Contains(advice, result.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.True(reply[^1].GetProperty("ok").GetBoolean());
    }

    async Task<Dictionary<string, string>> SelfTestAsync(string line) =>
        (await Line.RunAsync(line + " --json", Cancellation))
            .Where(a => a.TryGetProperty("item", out _))
            .ToDictionary(a => a.GetProperty("item").GetString()!, a => a.GetProperty("result").GetString()!);
}
