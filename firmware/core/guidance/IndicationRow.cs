using Pedestal.Hal;

namespace Pedestal.Core.Guidance
{
    /// <summary>What ring and buzzer do for an indication.</summary>
    public sealed class IndicationRow
    {
        /// <summary>The indication.</summary>
        public readonly Indication Indication;

        /// <summary>The lit LEDs; bit 0 is the one at the top, the others follow clockwise.</summary>
        public readonly int Mask;

        /// <summary>Their colour, 0xRRGGBB.</summary>
        public readonly int Colour;

        /// <summary>How they move.</summary>
        public readonly RingAnimation Animation;

        /// <summary>The buzzer's pattern when the indication appears.</summary>
        public readonly BuzzerPattern Pattern;

        /// <summary>Its message to the guest.</summary>
        public readonly string Meaning;

        const int TurnMilliseconds = 80;
        const int BreatheMilliseconds = 1000;
        const int BlinkMilliseconds = 400;
        const int FlutterMilliseconds = 150;
        const int CountMilliseconds = 800;

        /// <summary>Creates a row.</summary>
        public IndicationRow(Indication indication, int mask, int colour, RingAnimation animation, BuzzerPattern pattern,
            string meaning)
        {
            Indication = indication;
            Mask = mask;
            Colour = colour;
            Animation = animation;
            Pattern = pattern;
            Meaning = meaning;
        }

        /// <summary>The lit LEDs at a time in milliseconds after it appeared, with a number to show.</summary>
        public int MaskAt(int milliseconds, int count = 0)
        {
            switch (Animation)
            {
                case RingAnimation.Blink: return milliseconds / BlinkMilliseconds % 2 == 0 ? Mask : 0;
                case RingAnimation.Flutter: return milliseconds / FlutterMilliseconds % 2 == 0 ? Mask : 0;
                case RingAnimation.Turn:
                    var steps = milliseconds / TurnMilliseconds % Ring.Leds;
                    return (Mask << steps | Mask >> (Ring.Leds - steps)) & 0xFFFF;
                case RingAnimation.Count: return milliseconds / CountMilliseconds % 2 == 0 ? Mask : First(count);
                default: return Mask;
            }
        }

        /// <summary>So many LEDs from the top, at most all but one.</summary>
        static int First(int count)
        {
            return (1 << (count < Ring.Leds ? count : Ring.Leds - 1)) - 1;
        }

        /// <summary>Their colour at a time in milliseconds after it appeared.</summary>
        public int ColourAt(int milliseconds)
        {
            // A quarter of the brightness; the mask keeps a channel's low bits out of the next channel.
            return Animation == RingAnimation.Breathe && milliseconds / BreatheMilliseconds % 2 == 1
                ? Colour >> 2 & 0x3F3F3F
                : Colour;
        }
    }
}
