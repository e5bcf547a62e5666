namespace Pedestal.Hal
{
    /// <summary>
    /// All that the ring and the buzzer tell guests, one row for each indication. No two rows differ by colour alone, and
    /// the colours are those of Okabe and Ito (2008), which people who cannot tell red from green tell apart.
    /// </summary>
    public static class Looks
    {
        /// <summary>LEDs of the ring.</summary>
        public const int Leds = 16;

        const int All = 0xFFFF;
        const int Right = 0x00FF;
        const int Left = 0xFF00;
        const int Top = 0xF00F;
        const int Bottom = 0x0FF0;
        const int Sides = 0x7C7C;
        const int Quarters = 0x1111;
        const int BetweenQuarters = 0xEEEE;
        const int EveryOther = 0x5555;
        const int Pairs = 0x3333;
        const int Arc = 0x000F;

        // At a third of full brightness: the pedestal stands in a dark hall.
        const int Green = 0x003526;
        const int Vermilion = 0x471F00;
        const int Orange = 0x4D3500;
        const int Blue = 0x00263B;
        const int White = 0x282828;

        static readonly Look[] Table =
        {
            new Look(Indication.Ready, EveryOther, White, RingAnimation.Breathe, Buzz.Silent,
                "hover a palm or scan a ticket"),
            new Look(Indication.ScanTicket, Quarters, Blue, RingAnimation.Breathe, Buzz.Silent,
                "scan the ticket first"),
            new Look(Indication.ShowLeftPalm, Left, Blue, RingAnimation.Breathe, Buzz.Silent,
                "hover the left palm"),
            new Look(Indication.ShowRightPalm, Right, Blue, RingAnimation.Breathe, Buzz.Silent,
                "hover the right palm"),
            new Look(Indication.LiftPalm, EveryOther, Orange, RingAnimation.Blink, Buzz.Short,
                "take the palm away, then once more"),
            new Look(Indication.ComeCloser, Bottom, Orange, RingAnimation.Blink, Buzz.Silent,
                "come closer"),
            new Look(Indication.MoveAway, Top, Orange, RingAnimation.Blink, Buzz.Silent,
                "move away"),
            new Look(Indication.MoveToCentre, Quarters, Orange, RingAnimation.Blink, Buzz.Silent,
                "move over the centre"),
            new Look(Indication.HoldStill, BetweenQuarters, Orange, RingAnimation.Steady, Buzz.Silent,
                "hold the open palm still"),
            new Look(Indication.Working, Arc, White, RingAnimation.Turn, Buzz.Silent,
                "working"),
            new Look(Indication.Admitted, All, Green, RingAnimation.Steady, Buzz.Short,
                "walk in"),
            new Look(Indication.Enrolled, All, Green, RingAnimation.Breathe, Buzz.TwoShort,
                "the palm is known from now on"),
            new Look(Indication.NoTicket, Top, Vermilion, RingAnimation.Steady, Buzz.Long,
                "no ticket for tonight"),
            new Look(Indication.TicketUsed, Bottom, Vermilion, RingAnimation.Steady, Buzz.TwoLong,
                "the ticket was used before"),
            new Look(Indication.NotRecognised, Pairs, Orange, RingAnimation.Steady, Buzz.LongShort,
                "not recognised: again, or scan the ticket"),
            new Look(Indication.UseTicket, BetweenQuarters, Blue, RingAnimation.Blink, Buzz.ThreeShort,
                "no answer in time: scan the ticket"),
            new Look(Indication.EnrolmentFailed, EveryOther, Vermilion, RingAnimation.Steady, Buzz.Long,
                "not enrolled: ask the staff"),
            new Look(Indication.Fault, Quarters, Vermilion, RingAnimation.Flutter, Buzz.Silent,
                "out of order; tickets work where the reader does"),
            new Look(Indication.HoldLevel, Sides, Orange, RingAnimation.Blink, Buzz.Silent,
                "hold the palm level"),
            new Look(Indication.ShowPalmToDelete, Pairs, Blue, RingAnimation.Breathe, Buzz.Silent,
                "hover the palm to be deleted"),
            new Look(Indication.ShowAgainToDelete, Pairs, Blue, RingAnimation.Blink, Buzz.Short,
                "lift it, hover it once more: all is deleted"),
            new Look(Indication.Deleted, All, White, RingAnimation.Blink, Buzz.TwoShort,
                "everything is deleted"),
            new Look(Indication.DeletionFailed, Pairs, Vermilion, RingAnimation.Flutter, Buzz.Long,
                "nothing was deleted: ask the staff"),
            new Look(Indication.Identify, EveryOther, Blue, RingAnimation.Flutter, Buzz.ThreeShort,
                "for the staff: this is the pedestal in question"),
            new Look(Indication.OtherLane, Sides, Vermilion, RingAnimation.Steady, Buzz.Long,
                "this ticket is for another lane"),
            new Look(Indication.ConfirmEnrolment, Sides, Blue, RingAnimation.Breathe, Buzz.TwoShort,
                "enrolment: confirm it on the telephone first"),
            new Look(Indication.NoEvent, Arc, Vermilion, RingAnimation.Steady, Buzz.Long,
                "nothing is open at this entrance now"),
            new Look(Indication.AlreadyEnrolled, Quarters, Green, RingAnimation.Steady, Buzz.TwoShort,
                "enrolled already: welcome"),
            new Look(Indication.OtherAccount, Top, Vermilion, RingAnimation.Flutter, Buzz.Long,
                "enrolled with another account: ask the staff"),
            new Look(Indication.EnrolledForEvent, BetweenQuarters, Green, RingAnimation.Breathe, Buzz.TwoShort,
                "enrolled for this event only"),
        };

        /// <summary>The row of an indication.</summary>
        public static Look Of(Indication indication)
        {
            return Table[(int)indication];
        }
    }
}
