using Pedestal.Core.Lane.Attempts;
using Pedestal.Protocol;

namespace Pedestal.Demo;

/// <summary>Compares decisions with the truth, which the evening's script knows.</summary>
static class Truth
{
    /// <summary>Whether the case happened as scripted.</summary>
    public static bool CaseSeen(EntryRecord entry) => entry.Arrival.Case switch
    {
        Case.AdmittedByPalm or Case.LaterShow => entry.Palm?.Decision == Decision.Admitted,
        Case.NoTicketTonight => entry.Palm?.Decision == Decision.NoTicket || (NotRecognised(entry) && RefusedByTicket(entry)),
        Case.TicketAlreadyUsed => entry.Palm?.Decision == Decision.AlreadyInside,
        Case.NotEnrolled or Case.Withdrawn => NotRecognised(entry) && AdmittedByTicket(entry),
        Case.QrInstead => entry.Palm is null && AdmittedByTicket(entry),
        Case.BoughtAtDoors => entry.Palms is [{ Decision: Decision.NotRecognised }, .., { Decision: Decision.Admitted }],
        _ => entry.Palm?.Reason == OutcomeReason.NoReplyInTime && AdmittedByTicket(entry),
    };

    /// <summary>How many steps of a case of the family day went as scripted; 0 if one of them did not.</summary>
    public static int Seen(IEnumerable<RuleVisit> visits, Case what)
    {
        var steps = visits.Where(visit => visit.Case == what).ToArray();
        return steps.All(step => step.AsScripted) ? steps.Length : 0;
    }

    /// <summary>Whether a palm opened the gate for someone who had no right to enter.</summary>
    public static bool WronglyAdmitted(EntryRecord entry) => entry.Arrival.Case switch
    {
        Case.AdmittedByPalm or Case.LaterShow => false,
        Case.BoughtAtDoors => entry.Palms is [{ Decision: Decision.Admitted }, ..],
        Case.NoTicketTonight => entry.Palm?.Decision == Decision.Admitted || AdmittedByTicket(entry),
        _ => entry.Palm?.Decision == Decision.Admitted,
    };

    /// <summary>Whether someone entitled to enter by this medium was not admitted by it.</summary>
    public static bool WronglyRefused(EntryRecord entry) => entry.Arrival.Case switch
    {
        Case.AdmittedByPalm or Case.LaterShow or Case.BoughtAtDoors => entry.Palm?.Decision != Decision.Admitted,
        Case.NotEnrolled or Case.QrInstead or Case.MatcherDown or Case.Withdrawn => !AdmittedByTicket(entry),
        _ => false,
    };

    /// <summary>
    /// Admissions on someone else's ticket: tickets redeemed beyond their holder's own admissions. A redemption whose reply came
    /// too late opened no gate.
    /// </summary>
    public static int WrongPerson(IEnumerable<Guest> guests, EveningLog log)
    {
        var admissions = log.Entries
            .Where(e => e.Palm?.Decision == Decision.Admitted || AdmittedByTicket(e))
            .GroupBy(e => e.Arrival.Guest.Account).ToDictionary(g => g.Key, g => g.Count());
        var withoutReply = log.Entries.Where(e => e.Palm?.Reason == OutcomeReason.NoReplyInTime)
            .GroupBy(e => e.Arrival.Guest.Account).ToDictionary(g => g.Key, g => g.Count());
        return guests.Sum(guest => Math.Max(
            log.Redeemed.GetValueOrDefault(guest.Account) - admissions.GetValueOrDefault(guest.Account)
                - withoutReply.GetValueOrDefault(guest.Account),
            0));
    }

    static bool NotRecognised(EntryRecord entry) => entry.Palm?.Decision == Decision.NotRecognised;

    static bool RefusedByTicket(EntryRecord entry) => entry.Ticket?.Decision == Decision.NoTicket;

    static bool AdmittedByTicket(EntryRecord entry) => entry.Ticket?.Decision == Decision.Admitted;
}
