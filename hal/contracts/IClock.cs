namespace Pedestal.Hal
{
    /// <summary>Monotonic time and the only way the firmware waits.</summary>
    public interface IClock
    {
        /// <summary>Microseconds since an arbitrary start; never decreases.</summary>
        long NowMicroseconds();

        /// <summary>Pauses the calling thread for at least this time (the device rounds up to 10 ms).</summary>
        void Sleep(int milliseconds);
    }
}
