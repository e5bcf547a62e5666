using System.Diagnostics;

namespace Pedestal.Crash.Tests;

/// <summary>How far a guest's operations got, as the worker reported.</summary>
public enum Step
{
    Reserved,
    Bound,
    Enrolled,
    Redeemed,
    Passed,
    Deleted,
    Ended,
    Confirmed,
}

/// <summary>A guest whom a worker has reported.</summary>
/// <param name="Number">The guest.</param>
/// <param name="Token">The guest's token.</param>
public sealed record Guest(int Number, byte[] Token)
{
    /// <summary>The last operation that was acknowledged.</summary>
    public Step Step { get; set; }

    /// <summary>Whether the worker reports that this guest did not pass.</summary>
    public bool StaysOut => Number % 3 == 0;

    /// <summary>Whether the worker deletes this guest after entry.</summary>
    public bool IsDeleted => Number % 2 == 0;
}

/// <summary>Starts a worker process and kills it in the middle of its work.</summary>
static class Worker
{
    /// <summary>
    /// Waits until a worker has acknowledged the given number of operations, then a little longer, and kills it. The venues note what it
    /// reported before it died.
    /// </summary>
    public static async Task RunAsync(
        IReadOnlyList<Venue> venues, int operations, TimeSpan longer, CancellationToken cancellation)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var worker = Path.Combine(AppContext.BaseDirectory, "Pedestal.Crash.Worker.dll");
        using var process = Process.Start(
            new ProcessStartInfo(host, [worker, .. venues.SelectMany(venue => venue.Arguments)])
            {
                RedirectStandardOutput = true,
            })!;
        try
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(cancellation));
            for (var i = 0; i < operations; i++)
            {
                Note(await process.StandardOutput.ReadLineAsync(cancellation), venues);
            }

            // Shorter than a timer can measure.
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < longer;)
            {
                Thread.SpinWait(10);
            }

            process.Kill();
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                Note(line, venues);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    static void Note(string? line, IReadOnlyList<Venue> venues)
    {
        Assert.True(line is not null, "the worker ended by itself");
        var words = line.Split(' ');
        venues[int.Parse(words[0])].Note(words[1..]);
    }
}
