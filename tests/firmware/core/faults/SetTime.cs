using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>A time of day that does not advance.</summary>
sealed class SetTime : ITimeOfDay
{
    public long Seconds { get; set; } = CheckedTime.EarliestSeconds + 86_400;

    long ITimeOfDay.UnixSeconds() => Seconds;
}
