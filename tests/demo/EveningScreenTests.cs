using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.CostMeter;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.VirtualPedestal;
using Spectre.Console;

namespace Pedestal.Demo.Tests;

public class EveningScreenTests
{
    [Fact]
    public async Task Piped_output_shows_each_phase_when_it_begins()
    {
        var plan = EveningPlan.Make(new DemoOptions(2, 6, 1, null, null, new FileInfo("none")), null);
        var (log, output) = (new EveningLog(), new FirstLine());
        var evening = new TaskCompletionSource();
        var shown = EveningScreen.For(Plain(output), plan, log).ShowWhileAsync(evening.Task);
        log.BeginPhase("Doors open.");
        await output.Written.Task;
        log.BeginPhase("Doors close.");
        evening.SetResult();
        await shown;
        Assert.Equal(["Doors open.", "Doors close."], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Visits_are_printed_before_the_phase_that_follows_them()
    {
        var plan = EveningPlan.Make(new DemoOptions(2, 6, 1, null, null, new FileInfo("none")), null);
        var (log, output) = (new EveningLog(), new StringWriter());
        log.BeginPhase("Enrolment.");
        log.Enrolments.Enqueue(new EnrolmentRecord(plan.Guests[0], Decision.Enrolled, 6, Admitted));
        log.BeginPhase("Doors open.");
        log.Entries.Enqueue(new EntryRecord(plan.Arrivals[0], 1, [Admitted], null));
        log.BeginPhase("Doors close.");

        await EveningScreen.For(Plain(output), plan, log).ShowWhileAsync(Task.CompletedTask);

        Assert.Equal(["Enrolment.", "enrolment", "Doors open.", "entry", "Doors close."],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.EndsWith('.') ? line : line.Split(' ')[0]));
    }

    [Fact]
    public void The_latency_table_marks_the_calculated_stage()
    {
        var output = new StringWriter();
        var plan = EveningPlan.Make(new DemoOptions(2, 6, 1, null, null, new FileInfo("none")), null);
        SummaryTable.Write(Plain(output), Figures.Of(plan, new EveningLog(), new EveningLog(), new EveningLog()));
        Assert.Contains("extract *", output.ToString());
        Assert.Contains("* calculated: 10.2 million instructions of the device's interpreter take 64 ms", output.ToString());
        Assert.Contains("tools/lab/cost-meter", output.ToString());
    }

    [Fact]
    public void The_devices_stated_cost_agrees_with_the_cost_meter()
    {
        var firmware = new FirmwareRuns();
        Assert.SkipWhen(firmware.Code.IsDebugBuild, "A debug build costs more than the device's.");
        var costs = Captures.OfPhantoms(5, 1, 1).Select(lit => firmware.Extract(lit, Captures.Dark, out _))
            .Where(reading => reading.Result!.ToString() == nameof(ExtractionStatus.Ok)).Select(reading => reading.Total)
            .OrderBy(cost => cost.Instructions).ToArray();
        Assert.InRange(costs[costs.Length / 2].Milliseconds, 0.95 * DeviceCost.ExtractMilliseconds, 1.05 * DeviceCost.ExtractMilliseconds);
        Assert.InRange(costs[costs.Length / 2].Instructions / 1e6,
            0.95 * DeviceCost.ExtractMillionInstructions, 1.05 * DeviceCost.ExtractMillionInstructions);

        var lit = Captures.OfPhantoms(1, 1, 1).First();
        Assert.InRange(firmware.CheckLiveness(lit, lit, Captures.Dark).Total.Milliseconds,
            0.95 * DeviceCost.LivenessMilliseconds, 1.05 * DeviceCost.LivenessMilliseconds);

        var steps = firmware.RequestAndReply().Select(step => 1000 * step.Reading.Total.Milliseconds).ToArray();
        Assert.InRange(steps[0] + steps[1], 0.95 * DeviceCost.SealMicroseconds, 1.05 * DeviceCost.SealMicroseconds);
        Assert.InRange(steps[2] + steps[3], 0.95 * DeviceCost.OpenMicroseconds, 1.05 * DeviceCost.OpenMicroseconds);
    }

    static VirtualPedestal.PresentationOutcome Admitted => new(
        1, EntryWay.Palm, Decision.Admitted, OutcomeReason.None, CameraStatus.Ok, ExtractionStatus.Ok,
        [.. new long[LatencyLedger.Stages]], 200_000);

    /// <summary>Signals when the first line has been written.</summary>
    sealed class FirstLine : StringWriter
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Written.TrySetResult();
        }
    }

    static IAnsiConsole Plain(StringWriter output)
    {
        output.NewLine = "\n";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 100;
        return console;
    }
}
