namespace Pedestal.Bench;

/// <summary>What a load came to. Times are from publishing a request to its opened reply.</summary>
/// <param name="Served">Requests answered with a decision about the guest.</param>
/// <param name="Shed">Requests answered that it is too late, so that the guest is told to use the ticket.</param>
/// <param name="Unavailable">Requests answered that ticketing does not answer.</param>
/// <param name="Unanswered">Requests without any answer inside their budget.</param>
/// <param name="Wrong">Strangers taken for a guest, guests taken for another, tickets redeemed that nobody asked for.</param>
/// <param name="DoubleRedemptions">Admissions beyond the tickets that were redeemed.</param>
/// <param name="P50Ms">Median time of the served.</param>
/// <param name="P99Ms">Time that one in a hundred of the served exceeds.</param>
/// <param name="MaximumMs">The longest.</param>
/// <param name="ShedP99Ms">Time that one in a hundred of the shed exceeds.</param>
/// <param name="HangoverMs">After a stall: until requests are served again; null without one (<see cref="Hangover"/>).</param>
/// <param name="Admitted">Of the served: admitted.</param>
/// <param name="TicketUsed">Of the served: guests whose tickets were all used.</param>
/// <param name="NotRecognised">Of the served: guests not recognised (false non-matches).</param>
/// <param name="StrangersRefused">Of the served: strangers not recognised.</param>
/// <param name="Load">What was asked.</param>
/// <param name="Machine">Where it ran; matcher, broker and pedestals share it.</param>
sealed record LoadReport(
    int Served, int Shed, int Unavailable, int Unanswered, int Wrong, int DoubleRedemptions, double P50Ms, double P99Ms,
    double MaximumMs, double ShedP99Ms, int? HangoverMs, int Admitted, int TicketUsed, int NotRecognised, int StrangersRefused,
    LoadShape Load, MachineClass Machine);

/// <summary>What was asked of the matcher.</summary>
/// <param name="Pedestals">Connections.</param>
/// <param name="Rate">Requests a second, at random instants (Poisson).</param>
/// <param name="Seconds">For so long, after a warm-up that counts only as far as tickets go.</param>
/// <param name="Gallery">Palms enrolled, two templates each.</param>
/// <param name="BudgetMs">Budget of a request when published.</param>
/// <param name="Broker">Which broker.</param>
/// <param name="StallSeconds">For so long the matcher was frozen.</param>
/// <param name="Seed">Seed of who comes when.</param>
sealed record LoadShape(int Pedestals, int Rate, int Seconds, int Gallery, int BudgetMs, string Broker, int StallSeconds,
    int Seed);
