namespace Pedestal.Bench;

/// <summary>The result of a load. Times are from publishing a request to its opened reply.</summary>
/// <param name="Served">Requests answered with a decision about the guest.</param>
/// <param name="Shed">Requests refused as too late, so that the guest is told to use the ticket.</param>
/// <param name="HeldBack">Of these, those that were not sent, because the pedestal still told the guest before to use the ticket.</param>
/// <param name="Unavailable">Requests refused because ticketing does not reply.</param>
/// <param name="Unanswered">Requests without a reply within their budget.</param>
/// <param name="Wrong">Strangers accepted as a guest, guests accepted as another, entries without a request.</param>
/// <param name="DoubleAdmissions">Admissions beyond the entries in ticketing's log, and entries beyond an account's tickets.</param>
/// <param name="FalseMatches">Strangers taken for a guest, each of them wrong and perhaps its victim's next decision too.</param>
/// <param name="FalselyMatched">How many strangers these were: each comes several times.</param>
/// <param name="TakenForOthers">Guests admitted with another guest's ticket.</param>
/// <param name="PassagesLost">Reports of a passage, or of none, that ticketing did not acknowledge in time.</param>
/// <param name="P50Ms">Median time of the served requests.</param>
/// <param name="P99Ms">Time that one in a hundred of the served requests exceeds.</param>
/// <param name="MaximumMs">The longest time.</param>
/// <param name="ShedP99Ms">Time that one in a hundred of the shed requests exceeds.</param>
/// <param name="HangoverMs">After a stall: until requests are served again; null without one (<see cref="Hangover"/>).</param>
/// <param name="Faults">With faults: how soon requests were served again after each kind; null without any.</param>
/// <param name="Admitted">Served requests: admitted.</param>
/// <param name="TicketUsed">Served requests: guests whose tickets were all inside.</param>
/// <param name="NotRecognised">Served requests: guests not recognised (false non-matches).</param>
/// <param name="StrangersRefused">Served requests: strangers not recognised.</param>
/// <param name="VenueCpuMs">CPU time of the venue's process, for each request that was sent.</param>
/// <param name="Pages">The pages that were open; null for none.</param>
/// <param name="Other">Served requests: how many had each other decision, none of which a guest of this load should get.</param>
/// <param name="Load">The load.</param>
/// <param name="Machine">The machine it ran on; matcher, broker and pedestals share it.</param>
sealed record LoadReport(
    int Served, int Shed, int HeldBack, int Unavailable, int Unanswered, int Wrong, int DoubleAdmissions, int FalseMatches, int FalselyMatched,
    int TakenForOthers, int PassagesLost, double P50Ms, double P99Ms, double MaximumMs, double ShedP99Ms, int? HangoverMs,
    IReadOnlyDictionary<string, FaultShape>? Faults, int Admitted,
    int TicketUsed, int NotRecognised, int StrangersRefused, double VenueCpuMs, PagesShape? Pages, IReadOnlyDictionary<string, int> Other,
    LoadShape Load, MachineClass Machine)
{
    // Of the enrolled guests with a decision. A comparison misses a few; a venue that does not work misses most.
    const double LeastRecognised = 0.9;

    // A comparison takes a few strangers for guests.
    const double MostWrong = 0.01;

    /// <summary>What shows that the figures are not those of a venue that works; null if it does.</summary>
    public string? Fault =>
        DoubleAdmissions > 0 ? $"{DoubleAdmissions} guests were admitted without an entry, or entered without a ticket."
        : PassagesLost > 0 ? $"{PassagesLost} reports of passages were not acknowledged."
        : Wrong > MostWrong * Served ? $"{Wrong} decisions are wrong."
        : Admitted + TicketUsed < LeastRecognised * (Served - StrangersRefused) ? "Far too few guests were recognised."
        : Pages?.Fault;
}

/// <summary>The load on the matcher.</summary>
/// <param name="Pedestals">Connections.</param>
/// <param name="Rate">Requests per second, at random instants (Poisson).</param>
/// <param name="Seconds">Duration, after a warm-up that counts only for the tickets.</param>
/// <param name="Gallery">Palms enrolled, two templates each.</param>
/// <param name="BudgetMs">Budget of a request when it is published.</param>
/// <param name="ShownMs">How long a pedestal that was refused asks about nobody else.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Database">The databases.</param>
/// <param name="Matchers">Matchers in processes of their own; 0: the venue in one process.</param>
/// <param name="StallSeconds">How long the matcher was frozen.</param>
/// <param name="Seed">Seed of the guests' arrivals.</param>
sealed record LoadShape(int Pedestals, int Rate, int Seconds, int Gallery, int BudgetMs, int ShownMs, string Broker, string Database, int Matchers,
    int StallSeconds, int Seed);
