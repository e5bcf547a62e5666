using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Pedestal.Bench;

/// <summary>The command that measures whole searches.</summary>
static class EngineCommand
{
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
        var probes = new Option<int>("--probes")
        {
            Description = "Probes for the agreement of coarse to fine with the exhaustive search.",
            DefaultValueFactory = _ => EngineRun.MostProbes,
        };
        probes.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count)
                && count is < 1 or > EngineRun.MostProbes)
            {
                result.AddError($"--probes must be 1 to {EngineRun.MostProbes}.");
            }
        });
        var command = new Command(
            "engine", "Measures speed and agreement of the 1:N search, and its references.")
        {
            json, cache, probes,
        };
        command.SetAction(result => Run(new EngineOptions(
            result.GetValue(json), result.GetRequiredValue(cache), result.GetValue(probes))));
        return command;
    }

    static int Run(EngineOptions options)
    {
        try
        {
            var report = new EngineRun(options, new Steps(AnsiConsole.Console)).Run();
            EngineSummary.Write(report, Console.Out);
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
    }
}
