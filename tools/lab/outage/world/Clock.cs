using System.Diagnostics;

namespace Pedestal.Outage.World;

/// <summary>The tool's own clock, which no fault touches: milliseconds since its start.</summary>
static class Clock
{
    static readonly long Begin = Stopwatch.GetTimestamp();

    /// <summary>Now.</summary>
    public static double Now => Stopwatch.GetElapsedTime(Begin).TotalMilliseconds;
}
