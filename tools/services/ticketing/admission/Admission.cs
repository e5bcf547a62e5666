using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Whether a ticket admits its guest: a function of the ticket, its passages, the event's rules and the situation at the lane.
/// </summary>
static class Admission
{
    /// <summary>Decides for a ticket of the event, whatever it was presented by.</summary>
    public static Verdict Of(Ticket ticket, Situation at)
    {
        if (RefusalByRules(ticket, at) is { } refusal)
        {
            return refusal;
        }

        var passages = ticket.At(at.Event).ToList();
        return passages.LastOrDefault() is { Direction: Direction.In } last && Reattempt(ticket, last, at) is { } reattempt
            ? reattempt
            : OfPassages(ticket, passages, at);
    }

    /// <summary>
    /// Decides for a presented code. An admission of the same account by palm that is still open at this lane is the same
    /// guest's.
    /// </summary>
    /// <param name="near">The ticket, and those of its account with an admission open at this lane.</param>
    /// <param name="isSigned">Whether the code was a signed one.</param>
    /// <param name="at">The situation.</param>
    public static Verdict OfCode(IReadOnlyList<Ticket> near, bool isSigned, Situation at)
    {
        if (near.FirstOrDefault(ticket => ticket.Tie == Tie.Held) is not { } ticket)
        {
            return new Verdict(TicketOutcome.UnknownTicket());
        }

        if (ticket.RefusalOf(isSigned, forAnyEvent: false) is var reason and not RefusalReason.None)
        {
            return new Verdict(TicketOutcome.NoTicket(reason));
        }

        return Of(ticket, at) is { Same: not null } same ? same
            : RefusalByRules(ticket, at) ?? OpenHere(near, at) ?? Of(ticket, at);
    }

    /// <summary>The admission of the same account that another medium was given at this lane and that is still open.</summary>
    internal static Verdict? OpenHere(IReadOnlyList<Ticket> near, Situation at) => near
        .Where(ticket => ticket.Tie == Tie.OpenHere)
        .Select(ticket => ticket.At(at.Event).LastOrDefault() is { Direction: Direction.In } last && at.IsOpenHere(last)
            ? new Verdict(Decision.Admitted, ticket, last) : null)
        .FirstOrDefault(verdict => verdict is not null);

    static Verdict? RefusalByRules(Ticket ticket, Situation at)
    {
        var rule = at.Rules.Of(ticket.Product);
        return ticket.Blocked is not null ? Decision.Blocked
            : at.Now < rule.From ? Decision.TooEarly
            : at.Now >= rule.Until ? Decision.EntryOver
            : !at.Rules.Admits(rule, at.Entrance) ? Decision.OtherEntrance
            : null;
    }

    // Until the guest has passed it is the same admission at the same lane; elsewhere once the time is over, because nobody
    // confirmed it. Without a contact a guest who shows palm and code one after the other is still one guest.
    static Verdict? Reattempt(Ticket ticket, Entry last, Situation at) =>
        last.State == EntryState.Provisional
            ? last.IsOpenAt(at.Now) && last.Pedestal != at.Pedestal
                ? Decision.AtOtherLane
                : new Verdict(Decision.Admitted, ticket, last)
            : last.State == EntryState.Counted && last.Medium != at.Medium && last.Medium is Medium.Palm or Medium.Code
                && last.Pedestal == at.Pedestal && last.IsWithinTime(at.Now)
                ? new Verdict(Decision.Admitted, ticket, last)
                : null;

    // At the beginning of a day nobody is inside any more.
    static Verdict OfPassages(Ticket ticket, List<Entry> passages, Situation at)
    {
        var today = at.Rules.DayOf(at.Now);
        var isInside = passages.LastOrDefault() is { Direction: Direction.In } last && last.At >= today;
        var wasHere = passages.Any(e => e.Direction == Direction.In);
        var wasHereToday = passages.Any(e => e.Direction == Direction.In && e.At >= today);
        Decision? refusal = at.Rules.Of(ticket.Product).Entry switch
        {
            EntryRule.Once => !wasHere ? null : isInside && at.Medium == Medium.Palm ? Decision.AlreadyInside : Decision.TicketUsed,
            EntryRule.Daily => wasHereToday ? Decision.UsedToday : null,
            _ => isInside ? Decision.NotLeft : null,
        };
        var isVisit = !wasHereToday;
        return refusal is { } decision ? decision
            : isVisit && ticket.Uses is { } uses && ticket.Entries.Count(e => e.IsVisit) >= uses ? Decision.TicketUsed
            : at.IsFull ? Decision.Full
            : new Verdict(Decision.Admitted, ticket, IsVisit: isVisit);
    }
}
