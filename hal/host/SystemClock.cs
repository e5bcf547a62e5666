using System.Diagnostics;

namespace Pedestal.Hal.Host;

/// <summary>Real time: the machine's monotonic counter, and sleeping by giving up the thread.</summary>
public sealed class SystemClock : IClock
{
    readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public long NowMicroseconds() => Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <inheritdoc/>
    public void Sleep(int milliseconds)
    {
        if (milliseconds > 0)
        {
            Thread.Sleep(milliseconds);
        }
    }
}
