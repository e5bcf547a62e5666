using System.Text;
using System.Text.Json;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Reporting;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>Every row of the table of parts, compared with everything that reports parts.</summary>
public sealed class PartTableTests
{
    static readonly IReadOnlyList<string> InState =
        [.. PartTable.All.Where(row => row.IsInState).Select(row => row.Name)];

    public static TheoryData<Part> Parts => [.. Enum.GetValues<Part>()];

    [Fact]
    public void The_rows_are_in_the_order_of_the_parts() =>
        Assert.Equal(Enum.GetValues<Part>(), PartTable.All.Select(row => row.Part));

    [Fact]
    public void The_asyncapi_document_has_the_names_and_words_of_the_parts()
    {
        var document = new AsyncApiDocument();
        Assert.Equal(
            ["online", "mode", "brokerAddress", .. InState, "fault", "service"], document.Members("Online"));
        Assert.Equal(document.Members("Online"), document.Schema("Online/required").AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(
            PartTable.All.Where(row => row.IsCounted).Select(row => row.Name), document.Members("Health/properties/failures"));
        Assert.All(PartTable.All.Where(row => row.IsInState), row => Assert.Equal(row.Words, document.WordsAt("Online", row.Name)));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Each_fault_of_a_part_appears_in_state_fault_text_log_and_counters(Part part)
    {
        var row = PartTable.Of(part);
        for (var state = 1; state < row.Words.Length; state++)
        {
            if (state != row.Unknown)
            {
                Tell(row, state);
            }
        }
    }

    [Fact]
    public void The_status_command_shows_the_parts()
    {
        var rig = new ConsoleRig();
        var status = rig.Ask("status")[0];
        Assert.All(PartTable.All.Where(row => row.IsInState),
            row => Assert.Contains(status.GetProperty(row.Name).GetString(), row.Words));
    }

    static void Tell(PartRow row, int state)
    {
        var rig = new LaneRig();
        var health = new LaneHealth();
        var counters = new FaultCounters();
        var log = new HealthLog(rig.Log, counters, rig.Clock);
        health.Set(Part.Camera, (int)CameraStatus.Ok);
        log.Update(health, rig);
        rig.Clock.Advance(1_000_000);
        health.Set(row.Part, state);
        Assert.Equal($"{row.Name} {row.Words[state]}", health.Fault());
        Assert.False(health.Works(row.Part));

        rig.Connected = row.Part != Part.Broker;
        log.Update(health, rig);
        Assert.Equal(row.IsCounted ? 1 : 0, counters.Of(row.Part));
        Assert.Equal(row.IsCounted, Records(rig).Any(record => record.Source == row.Name && record.Level == LogLevel.Warning));

        rig.Connected = true;
        new Reporter(
            new LaneParts { Link = rig, Clock = rig.Clock, Service = rig.Service }, new LaneSettings()).ReportHealth(health);
        using var json = JsonDocument.Parse(Encoding.ASCII.GetString(rig.Sent[^1].Payload));
        Assert.Equal(row.IsInState, json.RootElement.TryGetProperty(row.Name, out var word));
        Assert.Equal(row.IsInState ? row.Words[state] : null, row.IsInState ? word.GetString() : null);
        Assert.Equal(health.Fault(), json.RootElement.GetProperty("fault").GetString());
    }

    static List<LogRecord> Records(LaneRig rig)
    {
        List<LogRecord> records = [];
        for (var number = rig.Log.Oldest; number < rig.Log.Next; number++)
        {
            var record = new LogRecord();
            Assert.True(rig.Log.Read(number, record));
            records.Add(record);
        }

        return records;
    }
}
