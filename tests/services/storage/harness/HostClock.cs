namespace Pedestal.Storage.Tests;

/// <summary>A host whose time passes and whose clock jumps when told to.</summary>
public sealed class HostClock : TimeProvider
{
    long _passed;
    DateTimeOffset _now = new(2026, 5, 1, 20, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Time passes and the clock with it.</summary>
    public void Pass(TimeSpan by)
    {
        _passed += by.Ticks;
        _now += by;
    }

    /// <summary>The clock is set, and no time passes.</summary>
    public void Jump(TimeSpan by) => _now += by;
}
