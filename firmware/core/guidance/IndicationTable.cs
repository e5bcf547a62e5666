using Pedestal.Hal;

namespace Pedestal.Core.Guidance
{
    /// <summary>
    /// Everything that ring and buzzer tell guests, one row per indication. No two rows differ by colour alone, and the
    /// colours are those of Okabe and Ito (2008), which people who confuse red and green can distinguish.
    /// </summary>
    public static class IndicationTable
    {
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

        static readonly IndicationRow[] Rows =
        {
            new IndicationRow(Indication.Ready, EveryOther, White, RingAnimation.Breathe, BuzzerPattern.Silent,
                "hover a palm or scan a ticket"),
            new IndicationRow(Indication.ScanTicket, Quarters, Blue, RingAnimation.Breathe, BuzzerPattern.Silent,
                "scan the ticket first"),
            new IndicationRow(Indication.ShowLeftPalm, Left, Blue, RingAnimation.Breathe, BuzzerPattern.Silent,
                "hover the left palm"),
            new IndicationRow(Indication.ShowRightPalm, Right, Blue, RingAnimation.Breathe, BuzzerPattern.Silent,
                "hover the right palm"),
            new IndicationRow(Indication.LiftPalm, EveryOther, Orange, RingAnimation.Blink, BuzzerPattern.Short,
                "take the palm away, then show it again"),
            new IndicationRow(Indication.ComeCloser, Bottom, Orange, RingAnimation.Blink, BuzzerPattern.Silent,
                "come closer"),
            new IndicationRow(Indication.MoveAway, Top, Orange, RingAnimation.Blink, BuzzerPattern.Silent,
                "move away"),
            new IndicationRow(Indication.MoveToCentre, Quarters, Orange, RingAnimation.Blink, BuzzerPattern.Silent,
                "move over the centre"),
            new IndicationRow(Indication.HoldStill, BetweenQuarters, Orange, RingAnimation.Steady, BuzzerPattern.Silent,
                "hold the open palm still"),
            new IndicationRow(Indication.Working, Arc, White, RingAnimation.Turn, BuzzerPattern.Silent,
                "working"),
            new IndicationRow(Indication.Admitted, All, Green, RingAnimation.Steady, BuzzerPattern.Short,
                "walk in"),
            new IndicationRow(Indication.Enrolled, All, Green, RingAnimation.Breathe, BuzzerPattern.TwoShort,
                "the palm is known from now on"),
            new IndicationRow(Indication.NoTicket, Top, Vermilion, RingAnimation.Steady, BuzzerPattern.Long,
                "no ticket for this event"),
            new IndicationRow(Indication.TicketUsed, Bottom, Vermilion, RingAnimation.Steady, BuzzerPattern.TwoLong,
                "the ticket was used before"),
            new IndicationRow(Indication.NotRecognised, Pairs, Orange, RingAnimation.Steady, BuzzerPattern.LongShort,
                "not recognised: try again, or scan the ticket"),
            new IndicationRow(Indication.UseTicket, BetweenQuarters, Blue, RingAnimation.Blink, BuzzerPattern.ThreeShort,
                "no reply in time: scan the ticket"),
            new IndicationRow(Indication.EnrolmentFailed, EveryOther, Vermilion, RingAnimation.Steady, BuzzerPattern.Long,
                "not enrolled: ask the staff"),
            new IndicationRow(Indication.Fault, Quarters, Vermilion, RingAnimation.Flutter, BuzzerPattern.Silent,
                "out of order; tickets work where the reader does"),
            new IndicationRow(Indication.HoldLevel, Sides, Orange, RingAnimation.Blink, BuzzerPattern.Silent,
                "hold the palm level"),
            new IndicationRow(Indication.ShowPalmToDelete, Pairs, Blue, RingAnimation.Breathe, BuzzerPattern.Silent,
                "hover the palm to be deleted"),
            new IndicationRow(Indication.ShowAgainToDelete, Pairs, Blue, RingAnimation.Blink, BuzzerPattern.Short,
                "lift the palm and show it again to delete all"),
            new IndicationRow(Indication.Deleted, All, White, RingAnimation.Blink, BuzzerPattern.TwoShort,
                "everything is deleted"),
            new IndicationRow(Indication.DeletionFailed, Pairs, Vermilion, RingAnimation.Flutter, BuzzerPattern.Long,
                "nothing was deleted: ask the staff"),
            new IndicationRow(Indication.Identify, EveryOther, Blue, RingAnimation.Flutter, BuzzerPattern.ThreeShort,
                "for the staff: this is the pedestal to look for"),
            new IndicationRow(Indication.OtherLane, Sides, Vermilion, RingAnimation.Steady, BuzzerPattern.Long,
                "this ticket is for another lane"),
            new IndicationRow(Indication.ConfirmEnrolment, Sides, Blue, RingAnimation.Breathe, BuzzerPattern.TwoShort,
                "enrolment: agree on the screen or the telephone first"),
            new IndicationRow(Indication.NoEvent, Arc, Vermilion, RingAnimation.Steady, BuzzerPattern.Long,
                "nothing is open at this entrance now"),
            new IndicationRow(Indication.AlreadyEnrolled, Quarters, Green, RingAnimation.Steady, BuzzerPattern.TwoShort,
                "enrolled already: welcome"),
            new IndicationRow(Indication.OtherAccount, Top, Vermilion, RingAnimation.Flutter, BuzzerPattern.Long,
                "enrolled with another account: ask the staff"),
            new IndicationRow(Indication.EnrolledForEvent, BetweenQuarters, Green, RingAnimation.Breathe, BuzzerPattern.TwoShort,
                "enrolled for this event only"),
            new IndicationRow(Indication.TooEarly, Left, Vermilion, RingAnimation.Steady, BuzzerPattern.Long,
                "too early: come back later"),
            new IndicationRow(Indication.EntryOver, Right, Vermilion, RingAnimation.Steady, BuzzerPattern.Long,
                "the time to enter is over"),
            new IndicationRow(Indication.OtherEntrance, Sides, Vermilion, RingAnimation.Flutter, BuzzerPattern.Long,
                "this ticket is for another entrance"),
            new IndicationRow(Indication.AlreadyInside, Bottom, Vermilion, RingAnimation.Flutter, BuzzerPattern.TwoLong,
                "this guest is inside already"),
            new IndicationRow(Indication.NotLeft, BetweenQuarters, Vermilion, RingAnimation.Flutter, BuzzerPattern.TwoLong,
                "this ticket is inside and has not left"),
            new IndicationRow(Indication.UsedToday, Left, Vermilion, RingAnimation.Flutter, BuzzerPattern.TwoLong,
                "the ticket was used today"),
            new IndicationRow(Indication.Blocked, All, Vermilion, RingAnimation.Flutter, BuzzerPattern.Long,
                "the ticket is blocked: ask the staff"),
            new IndicationRow(Indication.Full, Arc, Vermilion, RingAnimation.Flutter, BuzzerPattern.Long,
                "full: wait until somebody leaves"),
            new IndicationRow(Indication.Goodbye, Top, Green, RingAnimation.Breathe, BuzzerPattern.Short,
                "goodbye: walk out"),
            new IndicationRow(Indication.AtOtherLane, Arc, Orange, RingAnimation.Blink, BuzzerPattern.LongShort,
                "admitted at another lane: go there, or try again soon"),
            new IndicationRow(Indication.NoPassage, Right, Orange, RingAnimation.Blink, BuzzerPattern.LongShort,
                "nobody walked through: show palm or ticket again"),
            new IndicationRow(Indication.Companions, All, Green, RingAnimation.Count, BuzzerPattern.Short,
                "walk in; so many may follow with the same palm"),
            new IndicationRow(Indication.Attention, BetweenQuarters, Green, RingAnimation.Turn, BuzzerPattern.ThreeShort,
                "walk in; the staff has a look"),
            new IndicationRow(Indication.TooBrightHere, Quarters, Orange, RingAnimation.Turn, BuzzerPattern.TwoShort,
                "too bright here: shade the palm, or scan the ticket"),
            new IndicationRow(Indication.StoringPictures, Pairs, White, RingAnimation.Turn, BuzzerPattern.Silent,
                "pictures of palms are stored here for a test; nobody enters"),
        };

        /// <summary>The row of an indication.</summary>
        public static IndicationRow Of(Indication indication)
        {
            return Rows[(int)indication];
        }
    }
}
