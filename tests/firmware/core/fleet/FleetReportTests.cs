using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class FleetReportTests
{
    readonly FleetRig _rig = new();

    [Fact]
    public void The_birth_message_is_published_retained_on_every_connect()
    {
        var birth = Assert.Single(_rig.Published(Channel.Birth));
        Assert.True(_rig.Lane.Sent.Single(sent => sent.Channel == Channel.Birth).Retain);
        Assert.Equal(_rig.Lane.Controller.Firmware, birth.GetProperty("firmware").GetString());
        Assert.Equal(SettingsChecksum.Of(_rig.Store.Values()), birth.GetProperty("settingsChecksum").GetString());
        Assert.Equal(("entry", true), (birth.GetProperty("mode").GetString(), birth.GetProperty("commands").GetBoolean()));
        _rig.Lane.Connected = false;
        _rig.Run(50);
        _rig.Lane.Connected = true;
        _rig.Run(50);
        Assert.Equal(2, _rig.Published(Channel.Birth).Count);
    }

    [Fact]
    public void The_health_message_is_published_on_connect_and_every_minute_but_never_during_an_attempt()
    {
        Assert.Single(_rig.Published(Channel.Health));
        _rig.Run(59_000);
        Assert.Single(_rig.Published(Channel.Health));
        _rig.Lane.ShowPalm();
        _rig.Run(600);
        Assert.Equal(LaneState.Matching, _rig.Lane.Lane.State);
        Assert.Single(_rig.Published(Channel.Health));
        _rig.Run(1_000);
        Assert.Equal(2, _rig.Published(Channel.Health).Count);
    }

    [Fact]
    public void The_health_message_says_what_became_of_admissions_where_passages_are_reported()
    {
        Assert.False(_rig.Published(Channel.Health)[0].TryGetProperty("passages", out _));
        var rig = new FleetRig(passageSeconds: 5);
        rig.Lane.ShowPalm();
        rig.Lane.ReplyToMatch(Decision.Admitted);
        rig.Lane.Lift();
        rig.Lane.Gate.Pass();
        rig.Run(1_000);
        rig.Lane.Gate.Pass();
        rig.Run(60_000);
        Assert.Equal("""{"open":0,"passed":1,"notPassed":0,"slippedThrough":1,"toReport":2}""",
            rig.Published(Channel.Health)[^1].GetProperty("passages").GetRawText());
    }

    [Fact]
    public void The_health_message_contains_attempts_failures_latencies_memory_and_temperature()
    {
        _rig.Lane.ShowPalm();
        _rig.Lane.ReplyToMatch(Decision.Admitted, match: 30_000);
        _rig.Lane.Lift();
        _rig.Lane.CaptureStatus = CameraStatus.Wedged;
        _rig.Lane.ShowPalm();
        _rig.Lane.Lift();
        _rig.Ask(CommandKind.Identify, "1");
        _rig.Send(new byte[100]);
        _rig.Lane.Deliver(new byte[100]);
        _rig.Lane.Controller.Tenths = -52;
        _rig.Run(61_000);

        var health = _rig.Published(Channel.Health)[^1];
        Assert.Equal((2, 1, 1, 1, 1, 0), (Int("presentations"), Int("gateOpenings"), Int("commandsAnswered"),
            Int("commandsDropped"), Int("repliesDropped"), Int("turnsFailed")));
        Assert.Equal(-52, Int("temperatureTenths"));
        Assert.Equal(_rig.Lane.Controller.FreeMemory(), health.GetProperty("freeBytes").GetInt64());
        Assert.Equal("""{"none":1,"admitted":1}""", health.GetProperty("decisions").GetRawText());
        Assert.Equal("""{"camera-failed":1}""", health.GetProperty("reasons").GetRawText());
        Assert.Equal("""{"camera":1}""", health.GetProperty("failures").GetRawText());
        var match = health.GetProperty("latencyUs").GetProperty("match");
        Assert.Equal(30_000, match.GetProperty("longest").GetInt32());
        Assert.Equal(LatencyHistogram.Buckets, match.GetProperty("counts").GetArrayLength());
        Assert.Equal(1, match.GetProperty("counts")[8].GetInt32());

        int Int(string name) => health.GetProperty(name).GetInt32();
    }

    [Fact]
    public void A_thermometer_that_does_not_respond_is_left_out_and_the_longest_report_fits()
    {
        _rig.Lane.Controller.Tenths = Temperature.Unknown;
        var random = new Random(1);
        var ledger = new LatencyLedger();
        for (var i = 0; i < 100_000; i++)
        {
            ledger.Begin(0, 1000);
            for (var stage = 0; stage < LatencyLedger.Stages; stage++)
            {
                ledger.Charge((Stage)stage, (long)Math.Pow(10, random.NextDouble() * 7));
            }

            ledger.Close(random.Next(2_000_000));
            var outcome = new LaneOutcome
            {
                Decision = (Decision)random.Next(DecisionTable.Count), Reason = (OutcomeReason)random.Next(LaneCounters.Reasons),
            };
            outcome.Ledger.CopyFrom(ledger);
            _rig.Lane.Lane.Counters.Count(outcome);
        }

        foreach (var part in Enum.GetValues<Part>())
        {
            _rig.Lane.Lane.Counters.Faults.Count(part);
        }

        _rig.Run(61_000);
        var health = _rig.Published(Channel.Health)[^1];
        Assert.False(health.TryGetProperty("temperatureTenths", out _));
        Assert.Equal(LatencyHistogram.Rows, health.GetProperty("latencyUs").EnumerateObject().Count());
        Assert.Equal(100_000, health.GetProperty("decisions").EnumerateObject().Sum(decision => decision.Value.GetInt32()));
    }
}
