namespace Pedestal.Hal.Host.Platform;

/// <summary>The time of a board, in microseconds since it was made. It runs on while the board is without power.</summary>
public abstract class BoardClock
{
    /// <summary>Microseconds since the clock was made.</summary>
    public abstract long NowMicroseconds { get; }

    /// <summary>The date and time in UTC of the world around the board, which a time server tells it.</summary>
    public abstract DateTime WorldUtc { get; }

    /// <summary>How long a time on this clock is on the machine's, for what only the machine can time.</summary>
    public virtual TimeSpan OnMachine(TimeSpan time) => time;

    /// <summary>Waits; returns early when stopped. A span of zero or less returns at once.</summary>
    public abstract void Sleep(long microseconds, CancellationToken stop);

    /// <summary>Calls an action once at a time on this clock, at once when that is past. Disposing what it returns prevents the call.</summary>
    public abstract IDisposable At(long microseconds, Action action);
}
