using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Which of an account's tickets a palm admits: the person's own, which is the one held or enrolled with, or else the first that
/// is no other person's. Once that guest is inside, and the event allows parties, the account's other tickets that are no other
/// person's, one after the other.
/// </summary>
static class PalmAdmission
{
    /// <summary>Decides for a palm; null when the person has no ticket for the event that a palm may use.</summary>
    /// <param name="token">Digest of the person's token.</param>
    /// <param name="near">The person's own tickets for the event, and those of the account with a code's admission open at this lane.</param>
    /// <param name="free">The account's tickets for the event that are no other person's; read when it matters.</param>
    /// <param name="withRotating">Whether a palm may use rotating tickets.</param>
    /// <param name="at">The situation.</param>
    public static Verdict? Of(byte[] token, IReadOnlyList<Ticket> near, Func<IReadOnlyList<Ticket>> free, bool withRotating, Situation at)
    {
        bool IsUsable(Ticket ticket) => ticket.IsValid && ticket.IsForEvent && (withRotating || !ticket.IsRotating);
        var own = near.Where(ticket => ticket.Tie is Tie.Held or Tie.Enrolled && IsUsable(ticket)).ToList();
        var others = own.Count > 0 && !at.Rules.Parties ? []
            : free().Where(ticket => IsUsable(ticket) && own.All(o => o.Number != ticket.Number)).ToList();
        var verdict = Pending(token, [.. near, .. others], at)
            ?? Admission.OpenHere(near, at)
            ?? OfOtherEntry(token, own, others, near, at)
            ?? (own.Count > 0 ? OfOwn(token, own, others, at) : OfFree(others, at));
        return verdict is not { Ticket: { } admitted } ? verdict : verdict with
        {
            BecomesHolder = own.Count == 0 && others.Any(ticket => ticket.Number == admitted.Number),
            Companions = !at.Rules.Parties ? 0 : own.Concat(others).Count(ticket =>
                ticket.Number != admitted.Number && Admission.Of(ticket, at) is { IsAdmitted: true, Same: null }),
        };
    }

    // What this palm was given already and nobody has passed for, its own entry or a companion's.
    static Verdict? Pending(byte[] token, IEnumerable<Ticket> tickets, Situation at) => tickets
        .Where(ticket => ticket.At(at.Event).LastOrDefault() is { Direction: Direction.In } last && last.IsOf(token) && last.IsOpenAt(at.Now))
        .Select(ticket => Admission.Of(ticket, at)).FirstOrDefault();

    // Palm and a relative's code were shown one after the other: the guest is inside with the relative's ticket.
    static Verdict? OfOtherEntry(
        byte[] token, List<Ticket> own, List<Ticket> others, IReadOnlyList<Ticket> near, Situation at) =>
        own.All(ticket => !ticket.At(at.Event).Any()) && near.Any(ticket => ticket.Tie == Tie.Used && IsInside(ticket, at))
            ? Companion(token, own.Concat(others), at) ?? Decision.AlreadyInside
            : null;

    static Verdict OfOwn(byte[] token, List<Ticket> own, List<Ticket> others, Situation at)
    {
        var verdicts = own.Select(ticket => Admission.Of(ticket, at)).ToList();
        return verdicts.FirstOrDefault(v => v.Same is not null)
            ?? verdicts.FirstOrDefault(v => v.Outcome.Decision == Decision.AtOtherLane)
            ?? (own.FindIndex(ticket => IsInside(ticket, at)) is >= 0 and var inside
                ? Companion(token, own.Concat(others), at) ?? verdicts[inside]
                : verdicts.FirstOrDefault(v => v.IsAdmitted))
            ?? verdicts[0];
    }

    static Verdict? OfFree(List<Ticket> others, Situation at)
    {
        var verdicts = others.Select(ticket => Admission.Of(ticket, at)).ToList();
        return verdicts.FirstOrDefault(v => v is { IsAdmitted: true, Same: null })
            ?? verdicts.FirstOrDefault(v => v.IsAdmitted)
            ?? verdicts.FirstOrDefault();
    }

    // First the one that this palm was admitted with before and that nobody confirmed.
    static Verdict? Companion(byte[] token, IEnumerable<Ticket> tickets, Situation at)
    {
        if (!at.Rules.Parties)
        {
            return null;
        }

        var verdicts = tickets.Where(ticket => !IsInside(ticket, at)).Select(ticket => Admission.Of(ticket, at)).ToList();
        return verdicts.FirstOrDefault(v => v.Same is { } same && same.IsOf(token))
            ?? verdicts.FirstOrDefault(v => v is { IsAdmitted: true, Same: null })
            ?? verdicts.FirstOrDefault(v => v.Outcome.Decision == Decision.Full);
    }

    static bool IsInside(Ticket ticket, Situation at) => ticket.At(at.Event).LastOrDefault() is { Direction: Direction.In } last
        && last.State != EntryState.Provisional && last.At >= at.Rules.DayOf(at.Now);
}
