namespace Pedestal.Bench;

/// <summary>Searches of one kind.</summary>
/// <param name="Searches">How many.</param>
/// <param name="P50Ms">Median time.</param>
/// <param name="P99Ms">Time that one in a hundred exceeds.</param>
/// <param name="Found">Those that found somebody.</param>
/// <param name="Right">Those that found the probe's own palm.</param>
sealed record SearchFigures(int Searches, double P50Ms, double P99Ms, int Found, int Right);

/// <summary>The search among everybody enrolled.</summary>
/// <param name="PopulationP99Ms">Time that one search in a hundred exceeds, of known palms and strangers together.</param>
/// <param name="PopulationBytes">The most memory that the process had in use, loading and searching included.</param>
/// <param name="Persons">Persons enrolled.</param>
/// <param name="Palms">Their palms.</param>
/// <param name="Templates">The templates of these palms.</param>
/// <param name="LoadSeconds">Time to derive and load the templates.</param>
/// <param name="Known">Searches for enrolled palms, by captures that did not enrol them.</param>
/// <param name="Strangers">Searches for palms of nobody enrolled.</param>
/// <param name="Machine">The machine it ran on.</param>
sealed record PopulationReport(
    double PopulationP99Ms, long PopulationBytes, int Persons, int Palms, int Templates, double LoadSeconds,
    SearchFigures Known, SearchFigures Strangers, MachineClass Machine);
