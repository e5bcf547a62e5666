using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

/// <summary>Compares document and code in both directions.</summary>
public class AsyncApiTests
{
    readonly AsyncApiDocument _document = new();

    [Fact]
    public void The_channels_match_the_code() =>
        Assert.Equal(
            Enum.GetValues<Channel>().ToDictionary(Camel, channel => Topic.Of("{venue}", "{device}", channel)),
            _document.Addresses);

    [Fact]
    public void The_operations_match_the_access_list_of_the_broker()
    {
        var rights = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "protocol", "acl"))
            .Where(line => line.StartsWith("pattern ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[2], words => words[1] == "write" ? "send" : "receive");
        Assert.Equal(
            Enum.GetValues<Channel>().ToDictionary(Camel, channel => rights[Topic.Of("+", "%u", channel)]),
            _document.Actions);
        Assert.Equal(rights.Count, _document.Actions.Count);
    }

    /// <summary>Pictures never go over the broker, which the document is about.</summary>
    [Fact]
    public void The_message_types_match_the_code() =>
        Assert.Equal(
            Enum.GetValues<MessageType>().Where(type => type != MessageType.PictureRows).ToDictionary(type => type.ToString(), type => (int)type),
            _document.MessageTypes);

    [Fact]
    public void The_words_match_the_code()
    {
        Assert.Equal(Enum.GetValues<OutcomeReason>().Select(LaneWords.Of), _document.Words("Reason"));
        Assert.Equal(Enum.GetValues<OutcomeReason>().Skip(1).Select(LaneWords.Of), _document.Members("Health/properties/reasons"));
        Assert.Equal(Enum.GetValues<CameraStatus>().Select(PartWords.Of), _document.Words("Camera"));
        Assert.Equal(Enum.GetValues<LaneMode>().Select(SettingsWords.Of), _document.Words("Mode"));
        Assert.Equal(Enum.GetValues<EntryWay>().Select(LaneWords.Of), _document.Words("Telemetry/properties/way"));
        Assert.Equal(Enum.GetValues<ExtractionStatus>().Select(LaneWords.Of), _document.Words("Telemetry/properties/extraction"));
        Assert.Equal(Enum.GetValues<SettingsState>().Select(SettingsWords.Of), _document.Words("Birth/properties/settingsState"));
        Assert.Equal(Enum.GetValues<ListState>().Select(OfflineWords.Of), _document.Words("Health/properties/offline/properties/list"));
        Assert.Equal([.. Enum.GetValues<Stage>().Select(StageWords.Of), "total"], _document.Members("Telemetry/properties/us"));
        Assert.Equal([.. Enum.GetValues<Stage>().Select(StageWords.Of), "total"], _document.Members("Health/properties/latencyUs"));
        Assert.Equal(
            LatencyHistogram.Buckets, _document.Schema("Latency/properties/counts")["maxItems"]!.GetValue<double>());
    }

    [Fact]
    public async Task Published_messages_match_the_schemas()
    {
        var rig = new FleetRig(passageSeconds: 5) { HasOffline = true };
        rig.Lane.ShowPalm();
        rig.Lane.ReplyToMatch(Decision.Admitted, match: 4_000, ticket: 1_000);
        rig.Lane.Lift();
        rig.Lane.CaptureStatus = CameraStatus.Wedged;
        rig.Lane.Controller.Taken = long.MaxValue;
        rig.Lane.Controller.ClockUnset = true;
        rig.Lane.Gate.FeedbackMissing = true;
        rig.Lane.Qr.Scan("TICKET");
        rig.Lane.Run(30);
        rig.Lane.ReplyToTicket(Decision.Admitted);
        rig.Run(70_000);
        rig.Lane.Controller.Tenths = Temperature.Unknown;
        rig.Run(70_000);

        var channels = new[] { Channel.State, Channel.Telemetry, Channel.Birth, Channel.Health };
        Assert.Equal(channels.Select(channel => channel.ToString()), _document.JsonMessages);
        foreach (var (channel, payload, _) in rig.Lane.Sent.Where(sent => channels.Contains(sent.Channel)))
        {
            var json = Encoding.UTF8.GetString(payload);
            Assert.True(await _document.ProblemsAsync(channel.ToString(), json) is [], $"{channel} {json}");
        }

        foreach (var channel in channels)
        {
            Assert.Contains(rig.Lane.Sent, sent => sent.Channel == channel);
        }
    }

    [Theory]
    [InlineData("State", """{"online":false}""", true)]
    [InlineData("State", """{"online":true}""", false)]
    [InlineData("State", """{"online":false,"mode":"entry"}""", false)]
    [InlineData("Birth", """{"firmware":"1.0.0"}""", false)]
    [InlineData("Health", """{"upSeconds":-1}""", false)]
    public async Task A_message_that_does_not_match_its_schema_is_detected(string message, string json, bool isValid) =>
        Assert.Equal(isValid, await _document.ProblemsAsync(message, json) is []);

    static string Camel(Channel channel)
    {
        var name = channel.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
