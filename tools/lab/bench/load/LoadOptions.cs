namespace Pedestal.Bench;

/// <summary>The options of the command "load".</summary>
/// <param name="Pedestals">Pedestals, each with a connection and keys of its own.</param>
/// <param name="Rate">Requests per second of all pedestals.</param>
/// <param name="Seconds">Duration in seconds.</param>
/// <param name="Gallery">Palms enrolled.</param>
/// <param name="Budget">Milliseconds left to a request when it is published.</param>
/// <param name="Shown">Milliseconds for which a pedestal shows that it was refused, and asks about nobody else.</param>
/// <param name="Mosquitto">Whether the broker is Mosquitto instead of the embedded one.</param>
/// <param name="Postgresql">Addresses of two empty PostgreSQL databases, identity's and ticketing's; null: SQLite files.</param>
/// <param name="Matchers">Matchers in processes of their own, beside ticketing in one; 0: the venue in one process.</param>
/// <param name="Stall">Seconds for which the matcher is frozen, a third into the measurement; 0 for none.</param>
/// <param name="Faults">Faults of the processes during the measurement, one after the other; 0 for none.</param>
/// <param name="Pages">Pages of the night that stay open; null: the pages are not told of the lanes either.</param>
/// <param name="Seed">Seed of the guests' arrivals.</param>
/// <param name="Json">File for the figures.</param>
/// <param name="Cache">Folder of the drawn palms.</param>
sealed record LoadOptions(
    int Pedestals, int Rate, int Seconds, int Gallery, int Budget, int Shown, bool Mosquitto, (string Palms, string Tickets)? Postgresql, int Matchers, int Stall, int Faults, int? Pages, int Seed,
    FileInfo? Json, DirectoryInfo Cache);
