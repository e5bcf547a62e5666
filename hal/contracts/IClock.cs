namespace Pedestal.Hal
{
    /// <summary>Monotonic time and the only way the firmware waits.</summary>
    public interface IClock
    {
        /// <summary>Microseconds since an arbitrary start; never goes back.</summary>
        long NowMicroseconds();

        /// <summary>Gives up the processor for at least this long (the device rounds up to 10 ms).</summary>
        void Sleep(int milliseconds);
    }
}
