namespace Pedestal.ArducamMega
{
    /// <summary>
    /// How pictures are taken in bright surroundings: the exposure is a twelfth of the usual one and the LEDs are eight times as bright, so
    /// that the picture has two thirds of the LEDs' usual light and a twelfth of the ambient light.
    /// </summary>
    public static class BrightSurroundings
    {
        /// <summary>Up to this mean grey level of a dark picture of the usual exposure there is hardly any ambient light.</summary>
        public const int WeakAmbient = 12;

        /// <summary>The usual exposure over the one in bright surroundings.</summary>
        public const int Shortening = 12;

        /// <summary>The LEDs' light over the usual one.</summary>
        public const int Power = 8;
    }
}
