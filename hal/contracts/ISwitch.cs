namespace Pedestal.Hal
{
    /// <summary>One output that is on or off: the near-infrared LED bank, the camera's 3.3 V rail.</summary>
    public interface ISwitch
    {
        /// <summary>Drives the output; returns once it has its new level.</summary>
        void Set(bool on);
    }
}
