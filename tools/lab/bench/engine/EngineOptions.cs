namespace Pedestal.Bench;

/// <summary>What the engine verb is asked to do.</summary>
/// <param name="Json">File for the figures.</param>
/// <param name="Cache">Folder where the palms drawn are kept.</param>
/// <param name="Probes">Probes of the agreement.</param>
sealed record EngineOptions(FileInfo? Json, DirectoryInfo Cache, int Probes);
