namespace Pedestal.Identity;

/// <summary>Days since 1970, the resolution in which the store records the use of palms.</summary>
static class Day
{
    public static long Of(DateTimeOffset time) => time.ToUnixTimeSeconds() / (24 * 60 * 60);
}
