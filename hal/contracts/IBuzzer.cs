namespace Pedestal.Hal
{
    /// <summary>The buzzer beside the ring.</summary>
    public interface IBuzzer
    {
        /// <summary>Sounds for so many milliseconds from now on, also when it sounds already; returns at once.</summary>
        void Sound(int milliseconds);
    }
}
