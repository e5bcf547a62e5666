namespace Pedestal.Bench;

/// <summary>What to ask of the matcher.</summary>
/// <param name="Pedestals">Pedestals, each with a connection and keys of its own.</param>
/// <param name="Rate">Requests a second of all pedestals.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Gallery">Palms enrolled.</param>
/// <param name="Budget">Milliseconds a request has when it is published.</param>
/// <param name="Mosquitto">Whether the broker is Mosquitto and not the matcher's own.</param>
/// <param name="Stall">Seconds for which the matcher is frozen, a third into the measurement; 0 for none.</param>
/// <param name="Seed">Seed of who comes when.</param>
/// <param name="Json">File for the figures.</param>
/// <param name="Cache">Folder of the palms drawn.</param>
sealed record LoadOptions(
    int Pedestals, int Rate, int Seconds, int Gallery, int Budget, bool Mosquitto, int Stall, int Seed, FileInfo? Json,
    DirectoryInfo Cache);
