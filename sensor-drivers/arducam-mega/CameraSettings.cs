namespace Pedestal.ArducamMega
{
    /// <summary>How the pictures are taken. Fixed values, so that one palm looks the same in every picture.</summary>
    public sealed class CameraSettings
    {
        /// <summary>Exposure in sensor lines, 1 to 65,535.</summary>
        public int Exposure = 600;

        /// <summary>Gain, 0 to 1,023.</summary>
        public int Gain = 64;

        /// <summary>
        /// Pictures thrown away after start-up, at least one: the first are dark, green or taken with old settings.
        /// </summary>
        public int DiscardedPictures = 2;
    }
}
