namespace Pedestal.Hal
{
    /// <summary>The light ring.</summary>
    public interface IRing
    {
        /// <summary>
        /// Lights the LEDs of a mask in a colour, 0xRRGGBB, and turns the others off; bit 0 is the LED at the top, the others
        /// follow clockwise. False if the ring's bus refuses.
        /// </summary>
        bool Light(int mask, int colour);
    }

    /// <summary>The size of an <see cref="IRing"/>.</summary>
    public static class Ring
    {
        /// <summary>Number of LEDs.</summary>
        public const int Leds = 16;
    }
}
