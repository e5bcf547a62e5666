using Pedestal.Protocol;

namespace Pedestal.Bench;

/// <summary>Holds the answers against who came and against what ticketing has redeemed.</summary>
sealed class LoadTally(IReadOnlyList<LoadAnswer> all, IReadOnlyDictionary<string, int> redeemed)
{
    /// <summary>Mistakes; see <see cref="LoadReport.Wrong"/>.</summary>
    public int Wrong => all.GroupBy(answer => answer.Guest).Sum(guest => LoadGuests.IsEnrolled(guest.Key)
        ? WrongOfGuest(guest.Key, [.. guest])
        : guest.Count(answer => answer.Decision is Decision.Admitted or Decision.TicketUsed or Decision.NoTicket));

    /// <summary>Admissions without a ticket of their own; see <see cref="LoadReport.DoubleRedemptions"/>.</summary>
    public int DoubleRedemptions => all.Where(answer => answer.Decision == Decision.Admitted)
        .GroupBy(answer => answer.Guest).Sum(guest => Math.Max(0, guest.Count() - Redeemed(guest.Key)));

    int WrongOfGuest(int guest, LoadAnswer[] answers)
    {
        // Whoever learnt no decision may still have a ticket redeemed.
        var asked = answers.Count(answer => answer.Decision is Decision.Admitted or Decision.TooLate
            or Decision.Unavailable or null);
        var unasked = Math.Max(0, Redeemed(guest) - asked);
        var denied = Redeemed(guest) < LoadGuests.TicketsEach
            ? answers.Count(answer => answer.Decision == Decision.TicketUsed)
            : 0;
        return unasked + denied + answers.Count(answer => answer.Decision is Decision.NoTicket or Decision.Refused);
    }

    int Redeemed(int guest) => redeemed.GetValueOrDefault(LoadGuests.Account(guest));
}
