using Pedestal.Protocol;

namespace Pedestal.Bench;

/// <summary>Compares the replies with the guests who came and with the tickets that ticketing has redeemed.</summary>
sealed class LoadTally(IReadOnlyList<LoadReply> all, IReadOnlyDictionary<string, int> redeemed)
{
    /// <summary>Wrong decisions; see <see cref="LoadReport.Wrong"/>.</summary>
    public int Wrong => all.GroupBy(reply => reply.Guest).Sum(guest => LoadGuests.IsEnrolled(guest.Key)
        ? WrongOfGuest(guest.Key, [.. guest])
        : guest.Count(reply => reply.Decision is Decision.Admitted or Decision.AlreadyInside or Decision.NoTicket));

    /// <summary>Admissions without a ticket; see <see cref="LoadReport.DoubleRedemptions"/>.</summary>
    public int DoubleRedemptions => all.Where(reply => reply.Decision == Decision.Admitted)
        .GroupBy(reply => reply.Guest).Sum(guest => Math.Max(0, guest.Count() - Redeemed(guest.Key)));

    int WrongOfGuest(int guest, LoadReply[] replies)
    {
        // A guest without a decision may still have a redeemed ticket.
        var asked = replies.Count(reply => reply.Decision is Decision.Admitted or Decision.TooLate
            or Decision.Unavailable or null);
        var unasked = Math.Max(0, Redeemed(guest) - asked);
        var denied = Redeemed(guest) < LoadGuests.TicketsEach
            ? replies.Count(reply => reply.Decision == Decision.AlreadyInside)
            : 0;
        return unasked + denied + replies.Count(reply => reply.Decision is Decision.NoTicket or Decision.Refused);
    }

    int Redeemed(int guest) => redeemed.GetValueOrDefault(LoadGuests.Account(guest));
}
