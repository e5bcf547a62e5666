using System.Threading;
using nanoFramework.Hardware.Esp32;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The chip's microsecond counter. It starts at power-up and is not the time of day.</summary>
    public sealed class EspClock : IClock
    {
        /// <inheritdoc/>
        public long NowMicroseconds()
        {
            return (long)HighResTimer.GetCurrent();
        }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }
    }
}
