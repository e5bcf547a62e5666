using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>A service's decision, one byte of a reply. Each has a row in <see cref="DecisionTable"/>.</summary>
    public enum Decision : byte
    {
        /// <summary>No decision; never sent.</summary>
        None = 0,

        /// <summary>The ticket is redeemed: open the gate.</summary>
        Admitted = 1,

        /// <summary>The guest is known, but has no ticket for this event.</summary>
        NoTicket = 2,

        /// <summary>The guest is known, but the ticket was redeemed before.</summary>
        TicketUsed = 3,

        /// <summary>The palm matches no template of the gallery.</summary>
        NotRecognised = 4,

        /// <summary>The scanned code is not a ticket of this venue.</summary>
        UnknownTicket = 5,

        /// <summary>The request's budget was used up on arrival or before the reply.</summary>
        TooLate = 6,

        /// <summary>The service cannot decide, because another one does not reply: use the ticket.</summary>
        Unavailable = 7,

        /// <summary>The request was understood but cannot be carried out (wrong version, wrong content).</summary>
        Refused = 8,

        /// <summary>The ticket may enrol; the reply carries a link code.</summary>
        EnrolmentOpened = 9,

        /// <summary>This sample of an enrolment or capture for a deletion is accepted; more are needed.</summary>
        SampleAccepted = 10,

        /// <summary>This enrolment sample does not match the earlier ones; take it again.</summary>
        SampleRejected = 11,

        /// <summary>The enrolment is complete and stored.</summary>
        Enrolled = 12,

        /// <summary>The person is enrolled already, for this account: welcome.</summary>
        AlreadyEnrolled = 13,

        /// <summary>The token is bound to the ticket's account (ticketing to matcher).</summary>
        Bound = 14,

        /// <summary>The ticket belongs to another lane, the only one that may admit it.</summary>
        OtherLane = 15,

        /// <summary>The person behind the palm is deleted.</summary>
        Deleted = 16,

        /// <summary>The pedestal's key has no role for this, which only a technician can change.</summary>
        WrongRole = 17,

        /// <summary>The ticket may enrol once its account has confirmed it; the reply carries a link code for polling.</summary>
        ConfirmationAwaited = 18,

        /// <summary>The code belongs to an account, whose guest may be deleted under the reply's link code.</summary>
        DeletionOpened = 19,

        /// <summary>The palm's guest has an account, of which a code must be shown before the palm.</summary>
        CodeNeeded = 20,

        /// <summary>No event is open at this entrance now.</summary>
        NoEvent = 21,

        /// <summary>The person was enrolled before and is now known to this ticket's party too.</summary>
        Linked = 22,

        /// <summary>The person is known to this party under another account, which staff resolve.</summary>
        OtherAccount = 23,

        /// <summary>This palm is enrolled already; the person's other palm may be enrolled now.</summary>
        OtherPalmWanted = 24,

        /// <summary>The enrolment is stored, for this event only.</summary>
        EnrolledForEvent = 25,

        /// <summary>The ticket is not valid yet at this entrance.</summary>
        TooEarly = 26,

        /// <summary>The ticket's time to enter is over.</summary>
        EntryOver = 27,

        /// <summary>The ticket is for another entrance.</summary>
        OtherEntrance = 28,

        /// <summary>The palm's guest is inside, and the event lets nobody bring others in.</summary>
        AlreadyInside = 29,

        /// <summary>The ticket may enter again only after leaving, and it has not left.</summary>
        NotLeft = 30,

        /// <summary>The ticket may enter once a day, and did today.</summary>
        UsedToday = 31,

        /// <summary>The ticket is blocked: lost, stolen, or not paid after all.</summary>
        Blocked = 32,

        /// <summary>The event, or the part of the venue behind this entrance, is full.</summary>
        Full = 33,

        /// <summary>The guest leaves: open the gate.</summary>
        Left = 34,

        /// <summary>The guest was admitted at another lane a moment ago and has not passed there yet.</summary>
        AtOtherLane = 35,

        /// <summary>A pedestal's report of a passage is recorded.</summary>
        Noted = 36,

        /// <summary>The ticket may enrol once its guest has agreed at the booth's screen; no palm may be captured before.</summary>
        ConsentAwaited = 37,
    }

    /// <summary>What a decision refuses.</summary>
    public enum Refusal : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The guest's ticket, as decided by ticketing and passed on by the matcher.</summary>
        Ticket = 1,

        /// <summary>The guest's palm, as decided by the matcher.</summary>
        Palm = 2,

        /// <summary>The pedestal itself.</summary>
        Pedestal = 3,
    }

    /// <summary>Everything that pedestal, messages and operators' tools know about a decision.</summary>
    public sealed class DecisionRow
    {
        /// <summary>The decision.</summary>
        public readonly Decision Decision;

        /// <summary>Its name in telemetry, counters and logs and on the console.</summary>
        public readonly string Word;

        /// <summary>What the ring shows; UseTicket if the service has no decision about the guest.</summary>
        public readonly Indication Indication;

        /// <summary>What it refuses.</summary>
        public readonly Refusal Refusal;

        /// <summary>Creates a row.</summary>
        public DecisionRow(Decision decision, string word, Indication indication, Refusal refusal)
        {
            Decision = decision;
            Word = word;
            Indication = indication;
            Refusal = refusal;
        }

        /// <summary>Whether it is a refusal, whose reason the ring shows.</summary>
        public bool IsRefusal
        {
            get { return Refusal != Refusal.None; }
        }
    }

    /// <summary>The table of decisions.</summary>
    public static class DecisionTable
    {
        static readonly DecisionRow[] Rows =
        {
            new DecisionRow(Decision.None, "none", Indication.UseTicket, Refusal.None),
            new DecisionRow(Decision.Admitted, "admitted", Indication.Admitted, Refusal.None),
            new DecisionRow(Decision.NoTicket, "no-ticket", Indication.NoTicket, Refusal.Ticket),
            new DecisionRow(Decision.TicketUsed, "ticket-used", Indication.TicketUsed, Refusal.Ticket),
            new DecisionRow(Decision.NotRecognised, "not-recognised", Indication.NotRecognised, Refusal.Palm),
            new DecisionRow(Decision.UnknownTicket, "unknown-ticket", Indication.NoTicket, Refusal.Ticket),
            new DecisionRow(Decision.TooLate, "too-late", Indication.UseTicket, Refusal.None),
            new DecisionRow(Decision.Unavailable, "unavailable", Indication.UseTicket, Refusal.None),
            new DecisionRow(Decision.Refused, "refused", Indication.UseTicket, Refusal.None),
            new DecisionRow(Decision.EnrolmentOpened, "enrolment-opened", Indication.ShowLeftPalm, Refusal.None),
            new DecisionRow(Decision.SampleAccepted, "sample-accepted", Indication.LiftPalm, Refusal.None),
            new DecisionRow(Decision.SampleRejected, "sample-rejected", Indication.LiftPalm, Refusal.None),
            new DecisionRow(Decision.Enrolled, "enrolled", Indication.Enrolled, Refusal.None),
            new DecisionRow(Decision.AlreadyEnrolled, "already-enrolled", Indication.AlreadyEnrolled, Refusal.None),
            new DecisionRow(Decision.Bound, "bound", Indication.Enrolled, Refusal.None),
            new DecisionRow(Decision.OtherLane, "other-lane", Indication.OtherLane, Refusal.Ticket),
            new DecisionRow(Decision.Deleted, "deleted", Indication.Deleted, Refusal.None),
            new DecisionRow(Decision.WrongRole, "wrong-role", Indication.Fault, Refusal.Pedestal),
            new DecisionRow(Decision.ConfirmationAwaited, "confirmation-awaited", Indication.ConfirmEnrolment, Refusal.None),
            new DecisionRow(Decision.DeletionOpened, "deletion-opened", Indication.ShowPalmToDelete, Refusal.None),
            new DecisionRow(Decision.CodeNeeded, "code-needed", Indication.ScanTicket, Refusal.Palm),
            new DecisionRow(Decision.NoEvent, "no-event", Indication.NoEvent, Refusal.Ticket),
            new DecisionRow(Decision.Linked, "linked", Indication.Enrolled, Refusal.None),
            new DecisionRow(Decision.OtherAccount, "other-account", Indication.OtherAccount, Refusal.Palm),
            new DecisionRow(Decision.OtherPalmWanted, "other-palm-wanted", Indication.LiftPalm, Refusal.None),
            new DecisionRow(Decision.EnrolledForEvent, "enrolled-for-event", Indication.EnrolledForEvent, Refusal.None),
            new DecisionRow(Decision.TooEarly, "too-early", Indication.TooEarly, Refusal.Ticket),
            new DecisionRow(Decision.EntryOver, "entry-over", Indication.EntryOver, Refusal.Ticket),
            new DecisionRow(Decision.OtherEntrance, "other-entrance", Indication.OtherEntrance, Refusal.Ticket),
            new DecisionRow(Decision.AlreadyInside, "already-inside", Indication.AlreadyInside, Refusal.Ticket),
            new DecisionRow(Decision.NotLeft, "not-left", Indication.NotLeft, Refusal.Ticket),
            new DecisionRow(Decision.UsedToday, "used-today", Indication.UsedToday, Refusal.Ticket),
            new DecisionRow(Decision.Blocked, "blocked", Indication.Blocked, Refusal.Ticket),
            new DecisionRow(Decision.Full, "full", Indication.Full, Refusal.Ticket),
            new DecisionRow(Decision.Left, "left", Indication.Goodbye, Refusal.None),
            new DecisionRow(Decision.AtOtherLane, "at-other-lane", Indication.AtOtherLane, Refusal.Ticket),
            new DecisionRow(Decision.Noted, "noted", Indication.Working, Refusal.None),
            new DecisionRow(Decision.ConsentAwaited, "consent-awaited", Indication.ConfirmEnrolment, Refusal.None),
        };

        /// <summary>The number of decisions, including <see cref="Decision.None"/>.</summary>
        public static int Count
        {
            get { return Rows.Length; }
        }

        /// <summary>The row of a decision.</summary>
        public static DecisionRow Of(Decision decision)
        {
            return Rows[(int)decision];
        }

        /// <summary>Whether the byte of a reply is a decision that this version knows.</summary>
        public static bool Knows(byte decision)
        {
            return decision > 0 && decision < Rows.Length;
        }
    }
}
