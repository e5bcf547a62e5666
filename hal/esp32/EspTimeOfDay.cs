using System;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The controller's date and time, which start in the past until a time server sets them.</summary>
    public sealed class EspTimeOfDay : ITimeOfDay
    {
        const long TicksPerSecond = 10000000;
        const long UnixEpochSeconds = 62135596800;

        // The beginning of 2026: no pedestal ran before.
        const long Earliest = 1767225600;

        /// <inheritdoc/>
        public long UnixSeconds()
        {
            var seconds = DateTime.UtcNow.Ticks / TicksPerSecond - UnixEpochSeconds;
            return seconds < Earliest ? 0 : seconds;
        }
    }
}
