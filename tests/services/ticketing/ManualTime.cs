namespace Pedestal.Ticketing.Tests;

/// <summary>A clock that stands until it is moved; timers stay real.</summary>
sealed class ManualTime : TimeProvider
{
    DateTimeOffset _now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    internal void Advance(TimeSpan by) => _now += by;
}
