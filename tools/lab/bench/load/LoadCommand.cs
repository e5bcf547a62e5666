using System.CommandLine;
using System.ComponentModel;
using System.Text.Json;
using Pedestal.Core.Settings;
using Pedestal.Messaging;
using Pedestal.Storage;
using Spectre.Console;

namespace Pedestal.Bench;

/// <summary>The command that loads a matcher with a venue's pedestals.</summary>
static class LoadCommand
{
    const int MostPages = 200;

    static readonly int EmbeddedConnections = new BrokerLimits().Connections;

    static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var pedestals = Number("--pedestals", 500, "Pedestals, each with a connection and a key of its own.", 1, 5_000);
        var rate = Number("--rate", 500, "Requests per second, of all pedestals together.", 1, 20_000);
        var seconds = Number("--seconds", 60, "Duration in seconds.", 1, 3_600);
        var gallery = Number("--gallery", 20_000, "Palms enrolled.", 2_000, LoadGuests.MostPalms);
        var budget = Number("--budget", 800, "Milliseconds left to a request when it is published.", 1, 60_000);
        var shown = Number("--shown", new LaneSettings().ResultMilliseconds,
            "Milliseconds for which a pedestal tells a guest to use the ticket and asks about nobody else, as its lane does; 0: it always asks.", 0, 10_000);
        var stall = Number("--stall", 0, "Seconds for which the matcher is frozen, a third into the measurement.", 0, 60);
        var faults = Number("--faults", 0,
            "Faults during the measurement, one after the other: a matcher or a ticketing is killed, frozen or stopped, or all are killed. "
            + "Needs --matchers 2 or more; there are two ticketings then.", 0, 1_000);
        var pages = new Option<int?>("--pages")
        {
            Description = "Pages of the night that operators have open; with 0 the pedestals report each attempt to them all the same, for a "
                + "comparison.",
        };
        pages.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 0 or > MostPages)
            {
                result.AddError($"--pages must be 0 to {MostPages}.");
            }
        });
        var seed = Number("--seed", 1, "Seed of the guests' arrivals.", 0, int.MaxValue);
        var mosquitto = new Option<bool>("--mosquitto") { Description = "Use Mosquitto as the broker instead of the embedded one." };
        var postgresql = new Option<string[]>("--postgresql")
        {
            Description = "Addresses of two empty PostgreSQL databases, identity's and ticketing's, to use instead of SQLite files, as "
                + "in postgresql://USER:PASSWORD@HOST/DATABASE.",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var matchers = Number("--matchers", 0,
            "Matchers in processes of their own, beside ticketing in one, instead of the venue in one process; two or more are nodes of a "
            + "cluster and need --mosquitto and --postgresql.", 0, 8);
        var json = new Option<FileInfo?>("--json") { Description = "File for the figures." };
        var cache = new Option<DirectoryInfo>("--cache")
        {
            Description = "Folder in which the drawn palms are kept for the next run.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        var command = new Command("load", "Measures latency and correctness of a matcher under a venue's load.")
        {
            pedestals, rate, seconds, gallery, budget, shown, mosquitto, postgresql, matchers, stall, faults, pages, seed, json, cache,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(matchers) > 1 && !(result.GetValue(mosquitto) && result.GetValue(postgresql) is { Length: > 0 }))
            {
                result.AddError("Several matchers need --mosquitto and --postgresql.");
            }

            if (result.GetValue(pedestals) > EmbeddedConnections && !result.GetValue(mosquitto))
            {
                result.AddError($"The embedded broker takes {EmbeddedConnections} connections; more --pedestals need --mosquitto.");
            }

            if (result.GetValue(faults) > 0 && result.GetValue(matchers) < 2)
            {
                result.AddError("--faults needs --matchers 2 or more, so that somebody serves meanwhile.");
            }
        });
        command.SetAction((result, stop) => RunAsync(new LoadOptions(
            result.GetValue(pedestals), result.GetValue(rate), result.GetValue(seconds), result.GetValue(gallery),
            result.GetValue(budget), result.GetValue(shown), result.GetValue(mosquitto),
            result.GetValue(postgresql) is [var palms, var tickets] ? (palms, tickets) : null,
            result.GetValue(matchers), result.GetValue(stall), result.GetValue(faults), result.GetValue(pages), result.GetValue(seed),
            result.GetValue(json), result.GetRequiredValue(cache)), stop));
        return command;
    }

    static Option<int> Number(string name, int standard, string description, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && (value < least || value > most))
            {
                result.AddError($"{name} must be {least} to {most}.");
            }
        });
        return option;
    }

    static async Task<int> RunAsync(LoadOptions options, CancellationToken stop)
    {
        try
        {
            var report = await new LoadRun(options, new Steps(AnsiConsole.Console)).RunAsync(stop);
            LoadSummary.Write(report, Console.Out);
            if (options.Json is { } file)
            {
                ReportFile.Write(file, JsonSerializer.Serialize(report, JsonFormat), Console.Out);
            }

            if (report.Fault is { } fault)
            {
                Console.Error.WriteLine(fault);
                return 1;
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or TimeoutException or StorageException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        catch (Win32Exception error)
        {
            Console.Error.WriteLine($"A program cannot be started: {error.Message}. Check that it is installed.");
            return 1;
        }
    }
}
