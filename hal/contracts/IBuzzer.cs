namespace Pedestal.Hal
{
    /// <summary>The buzzer beside the ring.</summary>
    public interface IBuzzer
    {
        /// <summary>Sounds for a time from now on, even if it is already sounding. Returns at once.</summary>
        void Sound(int milliseconds);
    }
}
