using Pedestal.Core.Lane.Attempts;
using Pedestal.Protocol;

namespace Pedestal.Demo;

/// <summary>Compares decisions with the truth, which the evening's script knows.</summary>
static class Truth
{
    /// <summary>Whether the case happened as scripted.</summary>
    public static bool CaseSeen(EntryRecord entry) => entry.Arrival.Case switch
    {
        Case.AdmittedByPalm => entry.Palm?.Decision == Decision.Admitted,
        Case.NoTicketTonight => entry.Palm?.Decision == Decision.NotRecognised && entry.Ticket?.Decision == Decision.NoTicket,
        Case.TicketAlreadyUsed => entry.Palm?.Decision == Decision.TicketUsed,
        Case.NotEnrolled => entry.Palm?.Decision == Decision.NotRecognised && AdmittedByTicket(entry),
        Case.QrInstead => entry.Palm is null && AdmittedByTicket(entry),
        _ => entry.Palm?.Reason == OutcomeReason.NoReplyInTime && AdmittedByTicket(entry),
    };

    /// <summary>Whether a palm opened the gate for someone who had no right to enter.</summary>
    public static bool WronglyAdmitted(EntryRecord entry) =>
        entry.Palm?.Decision == Decision.Admitted && entry.Arrival.Case != Case.AdmittedByPalm;

    /// <summary>Whether someone entitled to enter by this medium was not admitted by it.</summary>
    public static bool WronglyRefused(EntryRecord entry) => entry.Arrival.Case switch
    {
        Case.AdmittedByPalm => entry.Palm?.Decision != Decision.Admitted,
        Case.NotEnrolled or Case.QrInstead or Case.MatcherDown => !AdmittedByTicket(entry),
        _ => false,
    };

    /// <summary>
    /// Admissions on someone else's ticket: tickets redeemed beyond their holder's own admissions. A redemption whose reply came
    /// too late opened no gate.
    /// </summary>
    public static int WrongPerson(EveningPlan plan, EveningLog log)
    {
        var admissions = log.Entries
            .Where(e => e.Palm?.Decision == Decision.Admitted || AdmittedByTicket(e))
            .GroupBy(e => e.Arrival.Guest.Account).ToDictionary(g => g.Key, g => g.Count());
        var withoutReply = log.Entries.Where(e => e.Palm?.Reason == OutcomeReason.NoReplyInTime)
            .GroupBy(e => e.Arrival.Guest.Account).ToDictionary(g => g.Key, g => g.Count());
        return plan.Guests.Sum(guest => Math.Max(
            log.Redeemed.GetValueOrDefault(guest.Account) - admissions.GetValueOrDefault(guest.Account)
                - withoutReply.GetValueOrDefault(guest.Account),
            0));
    }

    static bool AdmittedByTicket(EntryRecord entry) => entry.Ticket?.Decision == Decision.Admitted;
}
