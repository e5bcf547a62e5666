using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>At which lane, when and by what a ticket is to be admitted, and what the event's rules say.</summary>
/// <param name="Event">The number of the event that is open there.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Entrance">The entrance.</param>
/// <param name="Pedestal">The pedestal.</param>
/// <param name="Medium">By what.</param>
/// <param name="Now">When.</param>
/// <param name="IsFull">Whether the event, or the entrance's zone, holds no more guests.</param>
sealed record Situation(
    int Event, EventRules Rules, string Entrance, string Pedestal, Medium Medium, DateTimeOffset Now, bool IsFull = false)
{
    /// <summary>Whether an open admission at this lane is of a guest who now presents something else.</summary>
    public bool IsOpenHere(Entry entry) => entry.IsOpenAt(Now) && entry.Pedestal == Pedestal;
}

/// <summary>What is decided about a ticket.</summary>
/// <param name="Outcome">The decision, and the reason for a refusal.</param>
/// <param name="Ticket">The ticket that is admitted; null for a refusal.</param>
/// <param name="Same">The earlier admission of the same guest that this one is; null for another one, or a refusal.</param>
/// <param name="IsVisit">Whether it takes one of the ticket's uses.</param>
/// <param name="Companions">How many further tickets the same palm could admit.</param>
/// <param name="BecomesHolder">Whether the ticket is the person's from now on.</param>
sealed record Verdict(
    TicketOutcome Outcome, Ticket? Ticket = null, Entry? Same = null, bool IsVisit = false, int Companions = 0,
    bool BecomesHolder = false)
{
    public bool IsAdmitted => Ticket is not null;

    public static implicit operator Verdict(Decision refusal) => new(TicketOutcome.FromDecision(refusal));
}
