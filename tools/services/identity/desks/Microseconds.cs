namespace Pedestal.Identity;

/// <summary>Durations in the unit used in replies.</summary>
static class Microseconds
{
    public static uint Of(TimeSpan span) => (uint)Math.Clamp(span.TotalMicroseconds, 0, uint.MaxValue);
}
