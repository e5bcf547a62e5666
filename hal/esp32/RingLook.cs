namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// How each indication looks on a ring of 16: which LEDs (bit 0 is at the top, clockwise) in which colour. No two
    /// differ by colour alone, for those who cannot tell red from green.
    /// </summary>
    public static class RingLook
    {
        /// <summary>LEDs of the ring.</summary>
        public const int Leds = 16;

        const int All = 0xFFFF;
        const int RightHalf = 0x00FF;
        const int LeftHalf = 0xFF00;
        const int TopHalf = 0xF00F;
        const int BottomHalf = 0x0FF0;
        const int Quarters = 0x1111;
        const int EveryOther = 0x5555;
        const int Pairs = 0x3333;
        const int Green = 0x006000;
        const int Red = 0x600000;
        const int Amber = 0x503000;
        const int Blue = 0x000060;
        const int White = 0x282828;

        /// <summary>The LEDs that are lit.</summary>
        public static int Mask(Indication indication)
        {
            switch (indication)
            {
                case Indication.Ready: return EveryOther;
                case Indication.ScanTicket: return Quarters;
                case Indication.ShowLeftPalm: return LeftHalf;
                case Indication.ShowRightPalm: return RightHalf;
                case Indication.LiftPalm: return EveryOther;
                case Indication.ComeCloser: return BottomHalf;
                case Indication.MoveAway: return TopHalf;
                case Indication.MoveToCentre: return Quarters;
                case Indication.HoldStill: return All & ~Quarters;
                case Indication.HoldLevel: return LeftHalf;
                case Indication.Working: return Pairs;
                case Indication.Admitted: return All;
                case Indication.Enrolled: return All & ~1;
                case Indication.NoTicket: return TopHalf;
                case Indication.TicketUsed: return BottomHalf;
                case Indication.NotRecognised: return Pairs;
                case Indication.UseTicket: return All & ~Quarters;
                case Indication.EnrolmentFailed: return EveryOther;
                default: return Quarters;
            }
        }

        /// <summary>Their colour, red in the high byte.</summary>
        public static int Colour(Indication indication)
        {
            switch (indication)
            {
                case Indication.Ready:
                case Indication.Working: return White;
                case Indication.ScanTicket:
                case Indication.UseTicket:
                case Indication.ShowLeftPalm:
                case Indication.ShowRightPalm: return Blue;
                case Indication.Admitted:
                case Indication.Enrolled: return Green;
                case Indication.NoTicket:
                case Indication.TicketUsed:
                case Indication.EnrolmentFailed:
                case Indication.Fault: return Red;
                default: return Amber;
            }
        }

        /// <summary>Milliseconds the buzzer sounds: short for success, long for refusal, 0 for guidance.</summary>
        public static int Beep(Indication indication)
        {
            switch (indication)
            {
                case Indication.Admitted:
                case Indication.Enrolled: return 80;
                case Indication.NoTicket:
                case Indication.TicketUsed:
                case Indication.NotRecognised:
                case Indication.UseTicket:
                case Indication.EnrolmentFailed: return 400;
                default: return 0;
            }
        }
    }
}
