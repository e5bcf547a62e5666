using System.Diagnostics;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The machine's time. Thread-safe.</summary>
public sealed class RealTime : BoardClock
{
    readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override long NowMicroseconds => Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <inheritdoc/>
    public override DateTime WorldUtc => DateTime.UtcNow;

    /// <inheritdoc/>
    public override void Sleep(long microseconds, CancellationToken stop)
    {
        if (microseconds > 0)
        {
            stop.WaitHandle.WaitOne(TimeSpan.FromMicroseconds(microseconds));
        }
    }

    /// <inheritdoc/>
    public override IDisposable At(long microseconds, Action action)
    {
        var wait = TimeSpan.FromMicroseconds(Math.Max(0, microseconds - NowMicroseconds));
        using (ExecutionContext.SuppressFlow())
        {
            return new Timer(_ => action(), null, wait, Timeout.InfiniteTimeSpan);
        }
    }
}
