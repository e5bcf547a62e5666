namespace Pedestal.Demo;

/// <summary>The demo's options.</summary>
/// <param name="Guests">Guests who enrol.</param>
/// <param name="Entries">Arrivals at the entry lanes.</param>
/// <param name="Seed">Seed of hands, poses and order.</param>
/// <param name="Images">Folder of hands to use instead of phantoms, or null.</param>
/// <param name="Json">File for the figures, or null.</param>
/// <param name="Sheet">File of the picture sheet.</param>
sealed record DemoOptions(int Guests, int Entries, int Seed, DirectoryInfo? Images, FileInfo? Json, FileInfo Sheet)
{
    public const int FewestGuests = 2;
    public const int MostGuests = 2_000;
    public const int MostEntries = 20_000;
}
