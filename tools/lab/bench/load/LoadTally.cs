using Pedestal.Protocol;

namespace Pedestal.Bench;

/// <summary>Compares the replies with the guests who came and with the entries in ticketing's log.</summary>
sealed class LoadTally(IReadOnlyList<LoadReply> all, IReadOnlyDictionary<string, int> entries)
{
    /// <summary>Wrong decisions; see <see cref="LoadReport.Wrong"/>.</summary>
    public int Wrong => all.GroupBy(reply => reply.Guest).Sum(guest => LoadGuests.IsEnrolled(guest.Key)
        ? WrongOfGuest(guest.Key, [.. guest])
        : guest.Count(reply => reply.Decision is Decision.Admitted or Decision.AlreadyInside || IsOther(reply.Decision)));

    /// <summary>Strangers taken for a guest; see <see cref="LoadReport.FalseMatches"/>.</summary>
    public int FalseMatches => StrangersTaken.Count();

    /// <summary>How many strangers these were.</summary>
    public int FalselyMatched => StrangersTaken.Select(reply => reply.Guest).Distinct().Count();

    /// <summary>Guests taken for another guest; see <see cref="LoadReport.TakenForOthers"/>.</summary>
    public int TakenForOthers => Admissions.Where(reply => LoadGuests.IsEnrolled(reply.Guest))
        .GroupBy(reply => reply.Guest).Sum(guest => Math.Max(0, guest.Count() - Entries(guest.Key)));

    /// <summary>Admissions without an entry, whosever, and entries without a ticket; see <see cref="LoadReport.DoubleAdmissions"/>.</summary>
    public int DoubleAdmissions => Math.Max(0, Admissions.Count() - entries.Values.Sum())
        + entries.Sum(account => Math.Max(0, account.Value - LoadGuests.TicketsOf(LoadGuests.GuestOf(account.Key))));

    IEnumerable<LoadReply> Admissions => all.Where(reply => reply is { Decision: Decision.Admitted, IsSame: false });

    IEnumerable<LoadReply> StrangersTaken => all.Where(reply =>
        reply.Decision is Decision.Admitted or Decision.AlreadyInside && !LoadGuests.IsEnrolled(reply.Guest));

    /// <summary>Whether it is a decision that no guest of this load should get.</summary>
    public static bool IsOther(Decision? decision) => decision is not (null or Decision.Admitted or Decision.AlreadyInside
        or Decision.NotRecognised or Decision.TooLate or Decision.Unavailable);

    int WrongOfGuest(int guest, LoadReply[] replies)
    {
        // A guest without a decision may still have an entry that nobody has undone yet.
        var asked = replies.Count(reply => reply.Decision is Decision.Admitted or Decision.TooLate
            or Decision.Unavailable or null);
        var unasked = Math.Max(0, Entries(guest) - asked);
        var denied = Entries(guest) < LoadGuests.TicketsOf(guest)
            ? replies.Count(reply => reply.Decision == Decision.AlreadyInside)
            : 0;
        return unasked + denied + replies.Count(reply => IsOther(reply.Decision));
    }

    int Entries(int guest) => entries.GetValueOrDefault(LoadGuests.Account(guest));
}
