namespace Pedestal.Protocol
{
    /// <summary>What a service decided; the one byte of a reply that opens a gate or does not.</summary>
    public enum Decision : byte
    {
        /// <summary>No decision; never sent.</summary>
        None = 0,

        /// <summary>The ticket is redeemed: open the gate.</summary>
        Admitted = 1,

        /// <summary>Known, but no ticket for tonight.</summary>
        NoTicket = 2,

        /// <summary>Known, but the ticket was redeemed before.</summary>
        TicketUsed = 3,

        /// <summary>The palm is in no template of the gallery.</summary>
        NotRecognised = 4,

        /// <summary>The scanned code is no ticket of this venue.</summary>
        UnknownTicket = 5,

        /// <summary>The request's budget was gone on arrival or before the answer.</summary>
        TooLate = 6,

        /// <summary>A service behind the one asked does not answer: use the ticket.</summary>
        Unavailable = 7,

        /// <summary>The request was understood and cannot be carried out as it stands (wrong version, wrong content).</summary>
        Refused = 8,

        /// <summary>The ticket may enrol; the reply carries a link code.</summary>
        EnrolmentOpened = 9,

        /// <summary>This enrolment sample is kept, or this look at a palm to delete; more are wanted.</summary>
        SampleAccepted = 10,

        /// <summary>This enrolment sample does not fit the ones before; take it again.</summary>
        SampleRejected = 11,

        /// <summary>The enrolment is complete and stored.</summary>
        Enrolled = 12,

        /// <summary>One of the palms is enrolled already.</summary>
        AlreadyEnrolled = 13,

        /// <summary>The token is bound to the ticket's account (ticketing to matcher).</summary>
        Bound = 14,

        /// <summary>The ticket belongs to another lane, the only one that admits it.</summary>
        OtherLane = 15,

        /// <summary>The person behind the palm is deleted.</summary>
        Deleted = 16,

        /// <summary>The pedestal's key is not for this: a role is missing. A technician's matter, not the guest's.</summary>
        WrongRole = 17,

        /// <summary>The ticket may enrol once its account has confirmed it; the reply carries a link code to ask with.</summary>
        ConfirmationAwaited = 18,

        /// <summary>The code is of an account; the palm of that account's guest may be deleted under the reply's link code.</summary>
        DeletionOpened = 19,

        /// <summary>The palm's guest has an account: a code of it must be shown before the palm.</summary>
        CodeNeeded = 20,
    }
}
