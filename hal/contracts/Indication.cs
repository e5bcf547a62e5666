namespace Pedestal.Hal
{
    /// <summary>What ring and buzzer tell the guest.</summary>
    public enum Indication
    {
        /// <summary>Ready: hover a palm or scan a ticket.</summary>
        Ready = 0,

        /// <summary>Ready for an enrolment or a deletion: scan the ticket first.</summary>
        ScanTicket = 1,

        /// <summary>Hover the left palm.</summary>
        ShowLeftPalm = 2,

        /// <summary>Hover the right palm.</summary>
        ShowRightPalm = 3,

        /// <summary>Take the palm away; the next capture follows.</summary>
        LiftPalm = 4,

        /// <summary>Too far: come closer.</summary>
        ComeCloser = 5,

        /// <summary>Too near: move away.</summary>
        MoveAway = 6,

        /// <summary>Not over the camera: move to the centre.</summary>
        MoveToCentre = 7,

        /// <summary>Hold the open palm still.</summary>
        HoldStill = 8,

        /// <summary>Working.</summary>
        Working = 9,

        /// <summary>Admitted: walk in.</summary>
        Admitted = 10,

        /// <summary>Enrolled: the palm is known from now on.</summary>
        Enrolled = 11,

        /// <summary>Refused: no ticket for this event.</summary>
        NoTicket = 12,

        /// <summary>Refused: the ticket was used before.</summary>
        TicketUsed = 13,

        /// <summary>The palm was not recognised: try again or scan the ticket.</summary>
        NotRecognised = 14,

        /// <summary>No reply in time: scan the ticket.</summary>
        UseTicket = 15,

        /// <summary>The enrolment did not succeed: ask the staff.</summary>
        EnrolmentFailed = 16,

        /// <summary>The pedestal has a fault; tickets still work where the reader does.</summary>
        Fault = 17,

        /// <summary>Tilted: hold the palm level.</summary>
        HoldLevel = 18,

        /// <summary>Hover the palm whose person is to be deleted.</summary>
        ShowPalmToDelete = 19,

        /// <summary>Recognised: take the palm away and hover it again; then everything is deleted.</summary>
        ShowAgainToDelete = 20,

        /// <summary>Deleted: no palm of this guest is known any more.</summary>
        Deleted = 21,

        /// <summary>Nothing was deleted: ask the staff.</summary>
        DeletionFailed = 22,

        /// <summary>An operator identifies this pedestal.</summary>
        Identify = 23,

        /// <summary>Refused here: the ticket is for another lane tonight.</summary>
        OtherLane = 24,

        /// <summary>Enrolment: agree at the booth's screen, or where the ticket was bought, before a palm is shown.</summary>
        ConfirmEnrolment = 25,

        /// <summary>Refused: no event is open at this entrance now.</summary>
        NoEvent = 26,

        /// <summary>Enrolled before: welcome.</summary>
        AlreadyEnrolled = 27,

        /// <summary>Enrolled before under another account: ask the staff.</summary>
        OtherAccount = 28,

        /// <summary>Enrolled for this event only.</summary>
        EnrolledForEvent = 29,

        /// <summary>Refused: too early for this ticket.</summary>
        TooEarly = 30,

        /// <summary>Refused: the ticket's time to enter is over.</summary>
        EntryOver = 31,

        /// <summary>Refused here: the ticket is for another entrance.</summary>
        OtherEntrance = 32,

        /// <summary>Refused: this guest is inside already.</summary>
        AlreadyInside = 33,

        /// <summary>Refused: the ticket has entered and not left since.</summary>
        NotLeft = 34,

        /// <summary>Refused: the ticket was used today.</summary>
        UsedToday = 35,

        /// <summary>Refused: the ticket is blocked; ask the staff.</summary>
        Blocked = 36,

        /// <summary>Refused for now: it is full.</summary>
        Full = 37,

        /// <summary>Goodbye: walk out.</summary>
        Goodbye = 38,

        /// <summary>Refused here: admitted at another lane a moment ago; go there, or try again.</summary>
        AtOtherLane = 39,

        /// <summary>Nobody passed in time: the admission is undone; try again.</summary>
        NoPassage = 40,

        /// <summary>Admitted: walk in; as many as the ring shows may follow with the same palm.</summary>
        Companions = 41,

        /// <summary>Admitted: walk in; a steward has a look.</summary>
        Attention = 42,

        /// <summary>Sun or a lamp is too bright for the camera: shade the palm, or scan the ticket.</summary>
        TooBrightHere = 43,

        /// <summary>Capture mode: pictures of palms are stored here for an evaluation; nobody enters.</summary>
        StoringPictures = 44,
    }
}
