namespace Pedestal.Identity;

/// <summary>Durations as replies carry them.</summary>
static class Microseconds
{
    public static uint Of(TimeSpan span) => (uint)Math.Clamp(span.TotalMicroseconds, 0, uint.MaxValue);
}
