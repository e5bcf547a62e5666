namespace Pedestal.Season;

/// <summary>The figures of a season.</summary>
/// <param name="Evenings">Evenings played.</param>
/// <param name="Presentations">Palms and codes shown.</param>
/// <param name="Openings">How often the entrance's gate opened.</param>
/// <param name="WrongOpenings">Openings without a service's admission of the present request, or more than one for it.</param>
/// <param name="StuckLanes">
/// How often the lane was not ready again long after a fault had ended, or was restarted although it did not hang.
/// </param>
/// <param name="Failures">Steps of the lane that threw, except by <see cref="Fault.Defect"/>.</param>
/// <param name="Restarts">How often the supervisor restarted the pedestal because its lane hung.</param>
/// <param name="Faults">Number of faults, by name.</param>
/// <param name="CodesDuringFaults">Codes decided while the camera or the range finder had failed.</param>
/// <param name="TurnedAway">Palms and codes shown when no event was open, and answered so.</param>
/// <param name="Enrolments">Number of enrolments that ended with each decision.</param>
/// <param name="WrongEndings">Enrolments that ended with another decision than that of the services.</param>
/// <param name="Passed">Entries and exits whose guests passed a turnstile that reports passages.</param>
/// <param name="Undone">Entries and exits undone because nobody passed.</param>
/// <param name="Unadmitted">Passages without an admission: somebody slipped through, or left by the turnstile alone.</param>
/// <param name="WrongEntries">Entries left unsettled or counted although no gate opened, and passages that nobody walked.</param>
/// <param name="LockedIn">Guests for whom an exit stayed shut although no service had decided about them.</param>
/// <param name="SlowestChangeMs">Longest time from the loss of a broker to the connection with the other, ms.</param>
/// <param name="HeapGrowth">Growth of the heap from the first evening's end to the last's, bytes.</param>
/// <param name="VirtualHours">Virtual time that passed at both pedestals, hours.</param>
/// <param name="Seed">Seed of all random numbers.</param>
sealed record SeasonReport(
    int Evenings, long Presentations, long Openings, long WrongOpenings, long StuckLanes, int Failures, int Restarts,
    IReadOnlyDictionary<string, int> Faults, long CodesDuringFaults, long TurnedAway, IReadOnlyDictionary<string, int> Enrolments,
    long WrongEndings, int Passed, int Undone, int Unadmitted, long WrongEntries, long LockedIn, long SlowestChangeMs, long HeapGrowth, double VirtualHours, int Seed)
{
    /// <summary>
    /// Whether there was no wrong opening, entry or ending, nobody locked in, no stuck lane or exception, no slow change of the broker,
    /// and no leak.
    /// </summary>
    public bool IsSound => WrongOpenings == 0 && WrongEndings == 0 && WrongEntries == 0 && LockedIn == 0 && StuckLanes == 0 && Failures == 0
        && SlowestChangeMs <= MostToChange && HeapGrowth < LargestGrowth;

    /// <summary>How long a change to another broker may take, ms.</summary>
    public const long MostToChange = 2_000;

    // Room for the runtime's own growth; a byte leaked for each presentation would be more.
    const long LargestGrowth = 512 * 1024;
}
