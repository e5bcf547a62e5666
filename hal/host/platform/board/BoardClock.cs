namespace Pedestal.Hal.Host.Platform;

/// <summary>A board's clock, in microseconds since it was created. It runs on while the board has no power.</summary>
public abstract class BoardClock
{
    /// <summary>Microseconds since the clock was created.</summary>
    public abstract long NowMicroseconds { get; }

    /// <summary>The true date and time, UTC, which a time server gives the board.</summary>
    public abstract DateTime WorldUtc { get; }

    /// <summary>Converts a span on this clock to the PC's, for waits that only the PC can time.</summary>
    public virtual TimeSpan OnMachine(TimeSpan time) => time;

    /// <summary>Waits; returns early when cancelled, and at once when the span is not positive.</summary>
    public abstract void Sleep(long microseconds, CancellationToken stop);

    /// <summary>
    /// Calls an action once at a time on this clock, or at once when that is past. Disposing the result cancels the call.
    /// </summary>
    public abstract IDisposable At(long microseconds, Action action);
}
