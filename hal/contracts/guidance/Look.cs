namespace Pedestal.Hal
{
    /// <summary>How an indication looks and sounds.</summary>
    public sealed class Look
    {
        /// <summary>The indication.</summary>
        public readonly Indication Indication;

        /// <summary>The LEDs that are lit, of 16; bit 0 is the one at the top, then clockwise.</summary>
        public readonly int Mask;

        /// <summary>Their colour, red in the high byte of 24 bits.</summary>
        public readonly int Colour;

        /// <summary>How they move.</summary>
        public readonly RingAnimation Animation;

        /// <summary>What is heard when it appears.</summary>
        public readonly Buzz Buzz;

        /// <summary>What it tells the guest.</summary>
        public readonly string Meaning;

        const int Leds = 16;
        const int TurnMilliseconds = 80;
        const int BreatheMilliseconds = 1000;
        const int BlinkMilliseconds = 400;
        const int FlutterMilliseconds = 150;

        /// <summary>Creates one.</summary>
        public Look(Indication indication, int mask, int colour, RingAnimation animation, Buzz buzz, string meaning)
        {
            Indication = indication;
            Mask = mask;
            Colour = colour;
            Animation = animation;
            Buzz = buzz;
            Meaning = meaning;
        }

        /// <summary>The LEDs that are lit so many milliseconds after it appeared.</summary>
        public int MaskAt(int milliseconds)
        {
            switch (Animation)
            {
                case RingAnimation.Blink: return milliseconds / BlinkMilliseconds % 2 == 0 ? Mask : 0;
                case RingAnimation.Flutter: return milliseconds / FlutterMilliseconds % 2 == 0 ? Mask : 0;
                case RingAnimation.Turn:
                    var steps = milliseconds / TurnMilliseconds % Leds;
                    return (Mask << steps | Mask >> (Leds - steps)) & 0xFFFF;
                default: return Mask;
            }
        }

        /// <summary>Their colour then.</summary>
        public int ColourAt(int milliseconds)
        {
            // A quarter: one step of every colour's two low bits must not run into the next colour.
            return Animation == RingAnimation.Breathe && milliseconds / BreatheMilliseconds % 2 == 1
                ? Colour >> 2 & 0x3F3F3F
                : Colour;
        }
    }
}
