using Microsoft.Extensions.Hosting;

namespace Pedestal.Messaging;

/// <summary>
/// Collects young garbage before much has piled up. The runtime waits until it fills the processor's cache, which on a server may be a
/// hundred megabytes; every guest then waits 40 to 100 ms at once. Collected at a tenth of that, it takes a tenth of the time.
/// </summary>
public sealed class ShortPauses : BackgroundService
{
    /// <summary>How much may pile up, in bytes.</summary>
    public const long Most = 8 << 20;

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    int _collections;
    long _allocated;

    /// <summary>Collects if there is so much garbage.</summary>
    internal void Step()
    {
        // Somebody else may have collected.
        if (_collections != GC.CollectionCount(0))
        {
            _collections = GC.CollectionCount(0);
            _allocated = GC.GetTotalAllocatedBytes();
        }
        else if (GC.GetTotalAllocatedBytes() - _allocated >= Most)
        {
            GC.Collect(generation: 0);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        using var end = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            Step();
        }
    }
}
