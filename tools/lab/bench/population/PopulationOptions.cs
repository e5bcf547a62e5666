namespace Pedestal.Bench;

/// <summary>What to measure.</summary>
/// <param name="Json">File for the figures; null for none.</param>
/// <param name="Cache">Folder of the drawn palms.</param>
/// <param name="Persons">Persons enrolled, with two palms of three templates each.</param>
/// <param name="Searches">Searches for persons who are enrolled, and as many for strangers.</param>
/// <param name="Shards">Processes among which everybody's palms are spread; 0: this one has all.</param>
/// <param name="Postgresql">With shards, the address of an empty database of palms.</param>
sealed record PopulationOptions(FileInfo? Json, DirectoryInfo Cache, int Persons, int Searches, int Shards, string? Postgresql);
