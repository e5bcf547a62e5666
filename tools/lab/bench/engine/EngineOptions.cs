namespace Pedestal.Bench;

/// <summary>The options of the command "engine".</summary>
/// <param name="Json">File for the figures.</param>
/// <param name="Cache">Folder in which the drawn palms are kept.</param>
/// <param name="Probes">Probes for the agreement.</param>
sealed record EngineOptions(FileInfo? Json, DirectoryInfo Cache, int Probes);
