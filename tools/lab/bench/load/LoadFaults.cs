using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pedestal.Bench;

/// <summary>How soon lanes decided again after faults of one kind.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="MedianMs">Until 99 % of the requests were served again in every quarter of a second, half of the times.</param>
/// <param name="LongestMs">The same, the longest.</param>
sealed record FaultShape(int Count, int MedianMs, int LongestMs);

/// <summary>Kills, freezes and stops the venue's services one after the other, in an order that follows from a seed.</summary>
sealed class LoadFaults(LoadVenue venue, int count, TimeSpan interval, int seed)
{
    readonly ConcurrentQueue<(string Kind, long Begin, long End)> _played = new();

    /// <summary>Plays them, each with time for the next to find everything in order.</summary>
    public async Task PlayAsync(CancellationToken stop)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var process = venue.Services[random.Next(venue.Services.Count)];
            var (kind, begin) = random.Next(8) switch
            {
                0 => Cut(),
                1 or 2 => Stop(process),
                3 or 4 => await FreezeAsync(process, stop),
                _ => Kill(process),
            };
            var rest = interval - Stopwatch.GetElapsedTime(started);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, stop);
            _played.Enqueue((kind, begin, Stopwatch.GetTimestamp()));
        }
    }

    /// <summary>How soon the requests were served again after each kind.</summary>
    public IReadOnlyDictionary<string, FaultShape> Shapes(IReadOnlyCollection<LoadReply> replies) => _played
        .Select(fault => (fault.Kind, Time: Hangover.After(replies.Where(reply => reply.Published < fault.End), fault.Begin)))
        .GroupBy(fault => fault.Kind, fault => fault.Time).OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, kind => new FaultShape(kind.Count(), kind.Order().ElementAt(kind.Count() / 2), kind.Max()));

    static (string Kind, long Begin) Kill(LoadProcess process)
    {
        process.Kill();
        return ($"{process.Name} killed", Stopwatch.GetTimestamp());
    }

    static (string Kind, long Begin) Stop(LoadProcess process)
    {
        process.Stop();
        return ($"{process.Name} restarted", Stopwatch.GetTimestamp());
    }

    static async Task<(string Kind, long Begin)> FreezeAsync(LoadProcess process, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        await process.FreezeAsync(LoadProcess.Away, stop);
        return ($"{process.Name} frozen", begin);
    }

    // The time counts from when the power is back.
    (string Kind, long Begin) Cut()
    {
        foreach (var process in venue.Services)
        {
            process.Kill();
        }

        return ("all killed", Stopwatch.GetTimestamp() + (long)(LoadProcess.Away.TotalSeconds * Stopwatch.Frequency));
    }
}
