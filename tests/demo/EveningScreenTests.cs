using Pedestal.CostMeter;
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
        log.Phases.Enqueue("Doors open.");
        await output.Written.Task;
        log.Phases.Enqueue("Doors close.");
        evening.SetResult();
        await shown;
        Assert.Equal(["Doors open.", "Doors close."], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_latency_table_marks_the_calculated_stage()
    {
        var output = new StringWriter();
        var plan = EveningPlan.Make(new DemoOptions(2, 6, 1, null, null, new FileInfo("none")), null);
        SummaryTable.Write(Plain(output), Figures.Of(plan, new EveningLog()));
        Assert.Contains("extract *", output.ToString());
        Assert.Contains("* calculated: 12.5 million instructions of the device's interpreter take 78 ms", output.ToString());
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
    }

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
