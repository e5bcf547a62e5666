namespace Pedestal.Hal
{
    /// <summary>An output that is on or off: the near-infrared LEDs or the camera's 3.3 V rail.</summary>
    public interface ISwitch
    {
        /// <summary>Sets the output and returns when it has its new level.</summary>
        void Set(bool on);
    }
}
