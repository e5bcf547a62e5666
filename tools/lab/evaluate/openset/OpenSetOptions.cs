namespace Pedestal.Evaluate;

/// <summary>The options of the command "open-set".</summary>
/// <param name="Palms">Palms of the gallery.</param>
/// <param name="Searches">Searches by guests, each with another palm, and by strangers.</param>
/// <param name="Seed">Seed of the synthetic palms.</param>
/// <param name="Rate">Share of strangers' searches that may find somebody.</param>
/// <param name="Threads">Threads to run on.</param>
/// <param name="Cache">Folder in which the drawn palms are kept for the next run.</param>
sealed record OpenSetOptions(int Palms, int Searches, int Seed, double Rate, int Threads, DirectoryInfo Cache);
