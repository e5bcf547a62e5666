namespace Pedestal.ArducamMega
{
    /// <summary>Settings of the camera. Exposure and gain are fixed, so that a palm looks the same in every picture.</summary>
    public sealed class CameraSettings
    {
        /// <summary>Exposure in sensor lines, 1 to 65,535.</summary>
        public int Exposure = 600;

        /// <summary>Gain, 0 to 1,023.</summary>
        public int Gain = 64;

        /// <summary>
        /// Pictures discarded after start-up, at least one: the first are dark, green or taken with old settings.
        /// </summary>
        public int DiscardedPictures = 2;
    }
}
