namespace Pedestal.Hal.Host;

/// <summary>Time that passes only when a thread sleeps, so that hours of waiting cost a test nothing.</summary>
public sealed class VirtualClock : IClock
{
    long _now;

    /// <inheritdoc/>
    public long NowMicroseconds() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public void Sleep(int milliseconds) => Advance(milliseconds * 1000L);

    /// <summary>Advances the time. It never goes back: a negative span is ignored.</summary>
    public void Advance(long microseconds)
    {
        if (microseconds > 0)
        {
            Interlocked.Add(ref _now, microseconds);
        }
    }
}
