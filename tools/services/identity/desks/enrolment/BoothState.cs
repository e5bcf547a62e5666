using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>What a guest at a booth's screen does next.</summary>
public enum BoothStep
{
    /// <summary>Reads the text and agrees.</summary>
    Consent,

    /// <summary>Shows the ticket.</summary>
    Ticket,

    /// <summary>Shows a palm.</summary>
    Palm,

    /// <summary>Nothing more: the enrolment has ended.</summary>
    Ended,
}

/// <summary>Which palm is captured, and how far.</summary>
/// <param name="Side">The palm to be shown.</param>
/// <param name="Captured">Its samples that are kept.</param>
/// <param name="Wanted">Its samples that complete it; 0 before the first.</param>
public sealed record BoothPalm(PalmSide Side, int Captured, int Wanted)
{
    /// <summary>That of an enrolment; of none yet, the left one.</summary>
    internal static BoothPalm At(PendingEnrolment? enrolment) => enrolment switch
    {
        null => new BoothPalm(PalmSide.Left, 0, 0),
        { Second.Count: 0, HasFirstPalm: false, Goal: not EnrolmentGoal.OtherPalm } =>
            new BoothPalm(PalmSide.Left, enrolment.First.Count, enrolment.PerPalm),
        _ => new BoothPalm(PalmSide.Right, enrolment.Second.Count, enrolment.PerPalm),
    };
}

/// <summary>How an enrolment ended.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="At">When.</param>
/// <param name="Link">The link to the guest's own page; null for nobody who is enrolled.</param>
public sealed record BoothEnding(Decision Decision, DateTimeOffset At, string? Link);

/// <summary>What a booth's screen shows. It has nothing of a palm.</summary>
/// <param name="Step">What the guest does next.</param>
/// <param name="Party">The party to which the guest agrees.</param>
/// <param name="Texts">Its text, in each language.</param>
/// <param name="Agreed">What the guest agreed to; null for nothing yet.</param>
/// <param name="TicketWaits">Whether a ticket was shown already and waits for the agreement.</param>
/// <param name="Palm">Which palm, and how far.</param>
/// <param name="IsRejected">Whether the last sample could not be used.</param>
/// <param name="Ending">How it ended; null while it has not.</param>
public sealed record BoothState(BoothStep Step, string Party, IReadOnlyList<ConsentText> Texts, Consent? Agreed, bool TicketWaits,
    BoothPalm Palm, bool IsRejected, BoothEnding? Ending);
