namespace Pedestal.Testing;

/// <summary>A clock that stands still until it is moved. Its timers are real.</summary>
public sealed class ManualTime : TimeProvider
{
    long _passed;
    DateTimeOffset _now = new(2026, 5, 1, 20, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _passed;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Time passes, and the time of day with it.</summary>
    public void Advance(TimeSpan by)
    {
        _passed += by.Ticks;
        _now += by;
    }

    /// <summary>Sets the time of day; no time passes.</summary>
    public void Jump(TimeSpan by) => _now += by;
}
