using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Text = Pedestal.Plotting.Text;

namespace Pedestal.Evaluate;

/// <summary>The command that searches a gallery of an event's size by guests and by strangers.</summary>
static class OpenSetCommand
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var palms = new Option<int>("--palms") { Description = "Palms of the gallery.", DefaultValueFactory = _ => 20_000 };
        var searches = new Option<int>("--searches")
        {
            Description = "Searches by guests, and as many by strangers.",
            DefaultValueFactory = _ => 10_000,
        };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same palms.", DefaultValueFactory = _ => 1 };
        var rate = new Option<double>("--rate")
        {
            Description = "Share of strangers' searches that may find somebody.",
            DefaultValueFactory = _ => Matching.ScoreCalibration.DefaultFalseAcceptRate,
        };
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var cache = new Option<DirectoryInfo>("--cache")
        {
            Description = "Folder in which the drawn palms are kept for the next run.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        var json = new Option<FileInfo?>("--json") { Description = "File for the figures." };
        palms.Validators.Add(Options.InRange<int>(palms.Name, 1, 1_000_000));
        searches.Validators.Add(Options.InRange<int>(searches.Name, 1, 1_000_000));
        rate.Validators.Add(Options.InRange<double>(rate.Name, 1e-6, Engine.Gallery.HighestFalseAcceptRate));
        threads.Validators.Add(Options.InRange<int>(threads.Name, 1, 1024));
        var command = new Command("open-set", "Errors of searches in a gallery of an event's size: strangers found, guests not found.")
        {
            palms, searches, seed, rate, threads, cache, json,
        };
        command.SetAction(result => Run(
            new OpenSetOptions(result.GetValue(palms), result.GetValue(searches), result.GetValue(seed), result.GetValue(rate),
                result.GetValue(threads), result.GetRequiredValue(cache)),
            result.GetValue(json), AnsiConsole.Console, Console.Out, Console.Error));
        return command;
    }

    /// <summary>Runs it. Returns the exit code: 0, or 1 with the error printed.</summary>
    public static int Run(OpenSetOptions options, FileInfo? json, IAnsiConsole screen, TextWriter output, TextWriter errors)
    {
        try
        {
            var figures = new OpenSetRun(options, new RunProgress(screen)).Run();
            output.WriteLine($"Gallery of {Text.Count(options.Palms)} synthetic palms with {PresentedPalm.Enrolments} templates each,"
                + $" {Text.Percent(options.Rate)} of strangers' searches may find somebody; 95 % intervals");
            foreach (var presentation in figures)
            {
                output.WriteLine($"{presentation.Name}: FPIR {presentation.Fpir.Describe()}, FNIR {presentation.Fnir.Describe()},"
                    + $" FNIR with failures to extract {presentation.FnirWithFailures.Describe()},"
                    + $" FTX {presentation.FailureToExtract.Describe()}, misplaced {presentation.Misplaced.Describe()}");
            }

            if (json is not null)
            {
                File.WriteAllText(json.FullName, ToJson(options, figures).ToJsonString(Indented) + "\n");
                output.WriteLine($"Figures: {json.FullName}");
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{error.Message} Set other paths with --cache and --json.");
            return 1;
        }
    }

    static JsonObject ToJson(OpenSetOptions options, IReadOnlyList<OpenSetFigures> figures) => new(
        figures.Select(presentation => KeyValuePair.Create(presentation.Name, (JsonNode?)new JsonObject
        {
            ["fpir"] = ToJson(presentation.Fpir),
            ["fnir"] = ToJson(presentation.Fnir),
            ["fnirWithFailures"] = ToJson(presentation.FnirWithFailures),
            ["ftx"] = ToJson(presentation.FailureToExtract),
            ["misplaced"] = ToJson(presentation.Misplaced),
        })).Append(KeyValuePair.Create("rate", (JsonNode?)options.Rate)).Append(KeyValuePair.Create("palms", (JsonNode?)options.Palms)));

    static JsonObject ToJson(Proportion share) => new()
    {
        ["events"] = share.Events, ["trials"] = share.Trials, ["low"] = share.Low, ["high"] = share.High,
    };
}
