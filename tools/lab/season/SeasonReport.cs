namespace Pedestal.Season;

/// <summary>What a season came to.</summary>
/// <param name="Evenings">Evenings played.</param>
/// <param name="Presentations">Palms and codes shown.</param>
/// <param name="Openings">How often the gate opened.</param>
/// <param name="WrongOpenings">Openings without a service's admission of that very request, or more than one for it.</param>
/// <param name="StuckLanes">
/// Times that the lane was not ready again long after the last fault had ended, or was restarted though it did not hang.
/// </param>
/// <param name="Failures">Turns of the lane that ended in an exception, but for those of the defect that is a fault.</param>
/// <param name="Restarts">Times that the supervisor restarted the pedestal, because its lane hung.</param>
/// <param name="Faults">Faults that happened, by kind.</param>
/// <param name="CodesDuringFaults">Codes decided while the camera or the range finder had failed.</param>
/// <param name="HeapGrowth">Bytes that the heap had more at the end than after the first evening.</param>
/// <param name="VirtualHours">Time that passed for the pedestal.</param>
/// <param name="Seed">Seed of everything random.</param>
sealed record SeasonReport(
    int Evenings, long Presentations, long Openings, long WrongOpenings, long StuckLanes, int Failures, int Restarts,
    IReadOnlyDictionary<string, int> Faults, long CodesDuringFaults, long HeapGrowth, double VirtualHours, int Seed)
{
    /// <summary>Whether nothing went wrong that must not.</summary>
    public bool IsSound => WrongOpenings == 0 && StuckLanes == 0 && Failures == 0 && HeapGrowth < LargestGrowth;

    // Room for what the runtime itself keeps; a byte leaked for each presentation would be more.
    const long LargestGrowth = 512 * 1024;
}
