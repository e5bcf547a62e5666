using Pedestal.Core;
using System.Collections.Concurrent;
using System.Text.Json;
using Pedestal.Core.Protocol;
using Pedestal.Hal;
using Pedestal.Hal.Host.Camera;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The console's self test over virtual parts and a real broker: whole, and with each part broken.</summary>
public sealed class SelfTestTests(SelfTestTests.ServedSite site) : IClassFixture<SelfTestTests.ServedSite>, IAsyncLifetime
{
    const string Code = "4711";
    readonly VirtualPedestal _pedestal = site.Pedestal;
    readonly ScriptedConsole _line = site.Line;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Everything whole again for the next test.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var name in PartFaults.All)
        {
            PartFaults.TrySet(_pedestal, name, false);
        }

        _pedestal.Fault = CameraFault.None;
        _pedestal.RemovePalm();
        site.Matcher.Match = Decision.Refused;
        await _line.RunAsync("service off --json", Cancellation);
        await Eventually.TrueAsync(() => _pedestal.LinkTrouble == null, Cancellation);
    }

    [Fact]
    public async Task A_whole_pedestal_with_a_hand_over_it_passes_everything_and_the_gate_when_asked()
    {
        var openings = _pedestal.Gate.Openings;

        // A little too far to be a guest.
        _pedestal.ShowPalm(Site.Grey, 150);

        var results = await SelfTestAsync("selftest");

        Assert.All(results, result => Assert.True(
            result.Key == "gate" ? result.Value == "skipped" : result.Value == "pass", $"{result.Key} {result.Value}"));
        Assert.Equal(14, results.Count);
        Assert.Equal(openings, _pedestal.Gate.Openings);

        await _line.RunAsync($"service {Code} --json", Cancellation);
        _line.Type($"selftest gate --json\r{Site.Device}\r");
        Assert.Equal("pass", (await _line.AnswerAsync(Cancellation))[0].GetProperty("result").GetString());
        Assert.Equal(openings + 1, _pedestal.Gate.Openings);
    }

    [Theory]
    [InlineData("leds-dark", "led")]
    [InlineData("presence-silent", "presence")]
    [InlineData("presence-stuck", "presence")]
    [InlineData("ring-refused", "ring")]
    [InlineData("relay-feedback", "gate")]
    [InlineData("reader-silent", "reader")]
    [InlineData("memory-low", "memory")]
    [InlineData("clock-unset", "time")]
    [InlineData("flash-refused", "flash")]
    [InlineData("network-down", "network")]
    public async Task A_broken_part_fails_its_test_and_says_what_to_do(string fault, string item)
    {
        _pedestal.ShowPalm(Site.Grey, 150);
        Assert.True(PartFaults.TrySet(_pedestal, fault, true));

        await AssertFailsAsync(item == "led" ? "camera-picture presence led" : item, item);
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
        _pedestal.Fault = fault;

        await AssertFailsAsync(item, item);
    }

    [Fact]
    public async Task A_silent_matcher_fails()
    {
        site.Matcher.Match = Decision.None;

        await AssertFailsAsync("matcher", "matcher");
    }

    [Fact]
    public async Task A_broker_that_is_away_fails_and_the_matcher_cannot_be_told()
    {
        await site.Broker.UnplugAsync(Cancellation);
        await Eventually.TrueAsync(() => _pedestal.LinkTrouble != null, Cancellation);

        var results = await SelfTestAsync("selftest broker matcher");

        Assert.Equal(("fail", "skipped"), (results["broker"], results["matcher"]));
        await site.Broker.PlugInAsync(Cancellation);
        await Eventually.TrueAsync(() => _pedestal.LinkTrouble == null && site.Matcher.IsConnected, Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_network_that_is_gone_takes_the_connection_along()
    {
        _pedestal.Network.Down = true;
        Assert.Equal("no network address", _pedestal.LinkTrouble);
        _pedestal.ScanCode("TICKET");
        Assert.Equal(OutcomeReason.LinkDown, (await _pedestal.NextOutcomeAsync(Cancellation)).Reason);
        while (!(await _line.RunAsync("log --json", Cancellation)).Any(record =>
            record.ToString().Contains("not connected: no network address", StringComparison.Ordinal)))
        {
            // The log follows within a second.
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Theory]
    [InlineData("selftest gate")]
    [InlineData("capture")]
    [InlineData("sensor read 0x40")]
    [InlineData("config set palm.nearest-mm 50")]
    public async Task What_needs_service_mode_is_refused_without_it(string line)
    {
        var answer = await _line.RunAsync(line + " --json", Cancellation);

        Assert.Contains("service mode", answer[^1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_mode_is_told_to_the_broker()
    {
        var states = new ConcurrentQueue<bool>();
        await using var operators = await site.Broker.ConnectAsync("operators", Cancellation);
        await operators.SubscribeAsync(
            Topic.Of(Site.Venue, Site.Device, Channel.State),
            (_, message) =>
            {
                states.Enqueue(JsonDocument.Parse(message).RootElement.GetProperty("service").GetBoolean());
                return Task.CompletedTask;
            },
            Cancellation);
        // The test before may have left service mode only just now.
        await Eventually.TrueAsync(() => !states.LastOrDefault(true), Cancellation);
        states.Clear();

        await _line.RunAsync($"service {Code} --json", Cancellation);
        await Eventually.TrueAsync(() => states.Count == 1, Cancellation);
        var answer = await _line.RunAsync("sensor read 0x40 --json", Cancellation);
        Assert.Equal("0x84", answer[0].GetProperty("value").GetString());
        await _line.RunAsync("service off --json", Cancellation);
        await Eventually.TrueAsync(() => states.Count == 2, Cancellation);
        Assert.Equal([true, false], states);
    }

    async Task AssertFailsAsync(string items, string item)
    {
        IReadOnlyList<JsonElement> answer;
        if (item == "gate")
        {
            await _line.RunAsync($"service {Code} --json", Cancellation);
            _line.Type($"selftest gate --json\r{Site.Device}\r");
            answer = await _line.AnswerAsync(Cancellation);
        }
        else
        {
            answer = await _line.RunAsync($"selftest {items} --json", Cancellation);
        }

        var result = answer.First(a => a.TryGetProperty("item", out var name) && name.GetString() == item);
        Assert.Equal("fail", result.GetProperty("result").GetString());
        Assert.NotEqual("", result.GetProperty("advice").GetString());
        Assert.True(answer[^1].GetProperty("ok").GetBoolean());
    }

    async Task<Dictionary<string, string>> SelfTestAsync(string line) =>
        (await _line.RunAsync(line + " --json", Cancellation))
            .Where(a => a.TryGetProperty("item", out _))
            .ToDictionary(a => a.GetProperty("item").GetString()!, a => a.GetProperty("result").GetString()!);

    /// <summary>A pedestal with broker and matcher for all these tests: its camera takes seconds to start.</summary>
    public sealed class ServedSite : IAsyncLifetime
    {
        internal ScriptedConsole Line { get; } = new();

        internal Broker Broker { get; private set; } = null!;

        internal Responder Matcher { get; private set; } = null!;

        internal VirtualPedestal Pedestal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Broker = await Broker.StartAsync(Cancellation);
            Matcher = await Responder.StartAsync(Broker, Cancellation);
            Matcher.Match = Decision.Refused;
            Pedestal = new VirtualPedestal(new VirtualPedestalOptions
            {
                Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey,
                BrokerPort = Broker.Port, Extractor = new AnyFrame(), ServiceCode = Code, Console = Line,
            });
            Pedestal.Start();
            await Pedestal.WaitReadyAsync(Cancellation);
            await Line.RunAsync("echo off --json", Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await Pedestal.DisposeAsync();
            await Matcher.DisposeAsync();
            await Broker.DisposeAsync();
        }
    }
}
