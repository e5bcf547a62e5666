using System.Text;
using System.Text.Json;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Reporting;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class ReportingTests
{
    readonly RecordingLink _link = new();
    readonly VirtualClock _clock = new();

    [Fact]
    public void The_state_is_retained_and_has_a_word_for_each_part()
    {
        Reporter(LaneMode.Entry).ReportHealth(Health());
        var (channel, payload, retain) = Assert.Single(_link.Sent);
        Assert.Equal((Channel.State, true), (channel, retain));
        var parts = string.Concat(PartTable.All.Where(row => row.IsInState).Select(row => $"\"{row.Name}\":\"ok\","));
        Assert.StartsWith("\"camera\":\"ok\",\"presence\":\"ok\",", parts, StringComparison.Ordinal);
        Assert.Equal(
            "{\"online\":true,\"mode\":\"entry\",\"brokerAddress\":\"broker:8883\"," + parts + "\"fault\":\"none\",\"service\":false}",
            Encoding.ASCII.GetString(payload));
    }

    [Fact]
    public void The_state_is_sent_once_until_something_changes()
    {
        var reporter = Reporter(LaneMode.Enrolment);
        reporter.ReportHealth(Health());
        reporter.ReportHealth(Health());
        Assert.Single(_link.Sent);
        reporter.ReportHealth(Health(CameraStatus.Wedged));
        Assert.Single(_link.Sent);
        foreach (var reader in new[] { true, false })
        {
            _clock.Advance(1_000_000);
            reporter.ReportHealth(Health(CameraStatus.Wedged, presence: false, reader));
        }

        Assert.Equal(3, _link.Sent.Count);
        var last = Last();
        Assert.Equal(
            ("enrolment", "wedged", "failed", "failed"),
            (Word(last, "mode"), Word(last, "camera"), Word(last, "presence"), Word(last, "reader")));
    }

    [Fact]
    public void The_state_is_sent_again_after_a_lost_connection_or_a_full_queue()
    {
        var reporter = Reporter(LaneMode.Entry);
        reporter.ReportHealth(Health());

        // By now the broker has replaced the state with the last will.
        _link.Connected = false;
        reporter.ReportHealth(Health());
        Assert.Single(_link.Sent);
        _link.Connected = true;
        _link.Full = true;
        reporter.ReportHealth(Health());
        Assert.Single(_link.Sent);
        _link.Full = false;
        reporter.ReportHealth(Health());
        Assert.Equal(2, _link.Sent.Count);
    }

    [Fact]
    public void The_telemetry_has_the_time_of_every_stage()
    {
        var outcome = Outcome();
        outcome.Ledger.Begin(1000, 900);
        foreach (var stage in Enum.GetValues<Stage>())
        {
            outcome.Ledger.Charge(stage, 14_900 + (int)stage);
        }

        outcome.Ledger.Close(116_321);
        Reporter(LaneMode.Entry).ReportOutcome(outcome);
        var (channel, _, retain) = Assert.Single(_link.Sent);
        Assert.Equal((Channel.Telemetry, false), (channel, retain));
        var telemetry = Last();
        Assert.Equal("00f3a0c51d27be84", Word(telemetry, "request"));
        Assert.Equal(
            ("entry", "palm", "admitted", "none", "ok", "ok", 900),
            (Word(telemetry, "mode"), Word(telemetry, "way"), Word(telemetry, "decision"), Word(telemetry, "reason"),
                Word(telemetry, "camera"), Word(telemetry, "extraction"),
                telemetry.GetProperty("budgetMs").GetInt32()));
        var times = telemetry.GetProperty("us");
        Assert.Equal(LatencyLedger.Stages + 1, times.EnumerateObject().Count());
        Assert.All(Enum.GetValues<Stage>(), stage => Assert.Equal(
            stage is Stage.Network or Stage.Match or Stage.Ticket ? 10_000 : 14_900 + (int)stage,
            times.GetProperty(StageWords.Of(stage)).GetInt32()));
        Assert.Equal(120_000, times.GetProperty("total").GetInt32());
    }

    [Fact]
    public void The_telemetry_does_not_identify_the_guest()
    {
        Reporter(LaneMode.Entry).ReportOutcome(Outcome());
        Assert.Equal(
            ["request", "mode", "way", "decision", "reason", "camera", "extraction", "budgetMs", "us"],
            Last().EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void The_longest_telemetry_is_not_cut_off()
    {
        // The longest words, and times of ten digits: almost three hours in every stage.
        var outcome = new LaneOutcome
        {
            RequestId = ulong.MaxValue, Way = Longest<EntryWay>(LaneWords.Of), Decision = Longest<Decision>(decision => DecisionTable.Of(decision).Word),
            Reason = Longest<OutcomeReason>(LaneWords.Of), Camera = Longest<CameraStatus>(PartWords.Of),
            Extraction = Longest<ExtractionStatus>(LaneWords.Of),
        };
        outcome.Ledger.Begin(0, 5000);
        Array.ForEach(Enum.GetValues<Stage>(), stage => outcome.Ledger.Charge(stage, 9_999_990_000));
        outcome.Ledger.Close(9_999_990_000);
        Reporter(LaneMode.Enrolment).ReportOutcome(outcome);
        Assert.Equal(9_999_990_000, Last().GetProperty("us").GetProperty("total").GetInt64());
    }

    [Fact]
    public void Every_value_has_its_own_word()
    {
        Named<Decision>(decision => DecisionTable.Of(decision).Word);
        Named<Part>(part => PartTable.Of(part).Name);
        Named<GateState>(state => PartTable.Of(Part.Gate).Words[(int)state]);
        Named<ClockState>(state => PartTable.Of(Part.Clock).Words[(int)state]);
        Named<OutcomeReason>(LaneWords.Of);
        Named<CameraStatus>(PartWords.Of);
        Named<ExtractionStatus>(LaneWords.Of);
        Named<EntryWay>(LaneWords.Of);
        Named<Stage>(StageWords.Of);
        Named<LaneMode>(SettingsWords.Of);
    }

    static LaneHealth Health(CameraStatus camera = CameraStatus.Ok, bool presence = true, bool reader = true)
    {
        var health = new LaneHealth();
        health.Set(Part.Camera, (int)camera);
        health.Set(Part.Presence, presence);
        health.Set(Part.Reader, reader);
        return health;
    }

    // A word is the value's name with hyphens; an inserted value would shift all words after it.
    static void Named<T>(Func<T, string> nameOf)
        where T : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value =>
            Assert.Equal(value.ToString().ToLowerInvariant(), nameOf(value).Replace("-", "")));

    static T Longest<T>(Func<T, string> nameOf)
        where T : struct, Enum => Enum.GetValues<T>().MaxBy(value => nameOf(value).Length);

    static string? Word(JsonElement json, string name) => json.GetProperty(name).GetString();

    static LaneOutcome Outcome() => new()
    {
        RequestId = 0x00F3A0C51D27BE84, Way = EntryWay.Palm, Decision = Decision.Admitted,
    };

    JsonElement Last() => JsonDocument.Parse(_link.Sent[^1].Payload).RootElement;

    Reporter Reporter(LaneMode mode) =>
        new(new LaneParts { Link = _link, Clock = _clock }, new LaneSettings { Mode = mode });

    sealed class RecordingLink : ILink
    {
        public List<(Channel Channel, byte[] Payload, bool Retain)> Sent { get; } = [];

        public bool Connected { get; set; } = true;

        public bool Full { get; set; }

        public bool IsConnected() => Connected;

        public string? Fault => Connected ? null : "unplugged";

        public BrokerChoice Brokers { get; } = new(new VirtualClock(), [new("broker", 8883)]);

        public BrokerTest BrokerTest { get; } = new(1);

        public bool Publish(Channel channel, byte[] payload, bool retain)
        {
            if (Connected && !Full)
            {
                Sent.Add((channel, payload, retain));
            }

            return Connected && !Full;
        }

        public InboundMessage TryReceive() => null!;

        public InboundMessage TryReceiveCommand() => null!;
    }
}
