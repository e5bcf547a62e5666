using System.Diagnostics;

namespace Pedestal.Hal.Host;

/// <summary>
/// Real time, except that nobody waits: what is slept passes at once and counts as if it had been waited for. Virtual parts
/// keep the times of real ones on it, and a test of them lasts no longer than what is real in it. Thread-safe.
/// </summary>
public sealed class SkippingClock : IClock
{
    readonly long _start = Stopwatch.GetTimestamp();
    long _skipped;

    /// <inheritdoc/>
    public long NowMicroseconds() =>
        Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond + Interlocked.Read(ref _skipped);

    /// <inheritdoc/>
    public void Sleep(int milliseconds)
    {
        if (milliseconds > 0)
        {
            Interlocked.Add(ref _skipped, milliseconds * 1000L);
        }
    }
}
