using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Pedestal.Bench;

/// <summary>The command that measures the search among everybody enrolled, and guest lists.</summary>
static class PopulationCommand
{
    const int MostPersons = 2_000_000;

    static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "File for the figures." };
        var cache = new Option<DirectoryInfo>("--cache")
        {
            Description = "Folder in which the drawn palms are kept for the next run.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        var persons = Number("--persons", 1_000_000, 1_000, MostPersons, "Persons enrolled, two palms of three templates each.");
        var searches = Number("--searches", 1_000, 100, 100_000, "Searches for enrolled persons, and as many for strangers.");
        var shards = Number("--shards", 0, 2, 16, "Processes that hold a shard of everybody each, compared with one that holds all.");
        var postgresql = new Option<string?>("--postgresql")
        {
            Description = "With --shards, the address of an empty database: postgresql: and a connection string, as in the matcher's settings.",
        };
        var command = new Command("population", "Measures the search among everybody enrolled, and an event's guest list.")
        {
            json, cache, persons, searches, shards, postgresql,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(shards) > 0 != result.GetValue(postgresql) is not null)
            {
                result.AddError("--shards needs --postgresql, and the other way round.");
            }
        });
        command.SetAction((result, stop) => RunAsync(new PopulationOptions(
            result.GetValue(json), result.GetRequiredValue(cache), result.GetValue(persons), result.GetValue(searches),
            result.GetValue(shards), result.GetValue(postgresql)), stop));
        return command;
    }

    static Option<int> Number(string name, int usual, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && (value < least || value > most))
            {
                result.AddError($"{name} must be {least} to {most}.");
            }
        });
        return option;
    }

    static async Task<int> RunAsync(PopulationOptions options, CancellationToken stop)
    {
        try
        {
            var steps = new Steps(AnsiConsole.Console);
            object report;
            if (options.Shards > 0)
            {
                using var run = new ShardRun(options, steps);
                var figures = await run.RunAsync(stop);
                figures.Write(Console.Out);
                report = figures;
            }
            else
            {
                var population = await new PopulationRun(options, steps).RunAsync(stop);
                Write(population, Console.Out);
                report = population;
            }

            if (options.Json is { } file)
            {
                ReportFile.Write(file, JsonSerializer.Serialize(report, JsonFormat), Console.Out);
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"Cannot read or write a file: {error.Message} Set other paths with --json and --cache.");
            return 1;
        }
        catch (TimeoutException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    static void Write(PopulationReport report, TextWriter output)
    {
        output.WriteLine($"{report.Machine.Processor}; {report.Machine.Cores} cores; {report.Machine.Vectors}; {report.Machine.Runtime}");
        output.WriteLine($"gallery of {report.GuestList.Palms} palms, {report.GuestList.Templates} templates: loaded in "
            + $"{report.GalleryLoadMs:F0} ms; a ticket sold is visible after {report.GuestList.ChangeVisibleP50Ms:F0} ms p50, "
            + $"{report.ChangeVisibleMs:F0} ms at most");
        output.WriteLine($"{report.Persons} persons, {report.Palms} palms, {report.Templates} templates: "
            + $"{report.PopulationBytes / 1e9:F2} GB at most, loaded in {report.LoadSeconds:F0} s");
        Line("enrolled", report.Known);
        Line("strangers", report.Strangers);

        void Line(string name, SearchFigures figures) => output.WriteLine(
            $"{name}: p50 {figures.P50Ms:F0} ms, p99 {figures.P99Ms:F0} ms; {figures.Searches} searches, "
            + $"{figures.Found} found somebody, {figures.Right} the right palm");
    }
}
