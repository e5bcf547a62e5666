using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace Pedestal.Bench;

/// <summary>
/// The command with which "load" holds pages open in a process of their own, so that what they take is known apart. It says when all are
/// open, begins to count at a line of its input and prints what came until the next.
/// </summary>
static class PagesCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "pages";

    /// <summary>What it prints when all pages are open.</summary>
    public const string Ready = "open";

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var link = new Argument<string>("link") { Description = "The first link that the venue's log has." };
        var count = new Argument<int>("count") { Description = "How many pages." };
        var command = new Command(Name, "Holds pages of the night open.") { link, count };
        command.Hidden = true;
        command.SetAction((result, stop) => RunAsync(new Uri(result.GetRequiredValue(link)), result.GetValue(count), stop));
        return command;
    }

    static async Task<int> RunAsync(Uri link, int count, CancellationToken stop)
    {
        var pages = new List<Circuit>();
        try
        {
            using var session = await OperatorSession.JoinAsync(link, stop);
            while (pages.Count < count)
            {
                pages.Add(await Circuit.OpenAsync(session, stop));
            }

            Console.WriteLine(Ready);
            await Console.In.ReadLineAsync(stop);
            pages.ForEach(page => page.Begin());
            var (before, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            await Console.In.ReadLineAsync(stop);
            var cores = (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(begun);
            Console.WriteLine(JsonSerializer.Serialize(PagesShape.Of([.. pages.Select(page => page.Tally)], cores)));
            return 0;
        }
        catch (Exception error) when (error is HttpRequestException or InvalidDataException or IOException or System.Net.WebSockets.WebSocketException)
        {
            Console.Error.WriteLine($"Page {pages.Count + 1} cannot be opened: {error.Message}");
            return 1;
        }
        finally
        {
            await Task.WhenAll(pages.Select(page => page.DisposeAsync().AsTask()));
        }
    }
}
