namespace Pedestal.Outage.World;

/// <summary>What a machine may lack to play an outage.</summary>
static class Obstacles
{
    /// <summary>The exit code of a run that could not begin.</summary>
    public const int ExitCode = 3;

    /// <summary>The first one; null if there is none.</summary>
    public static string? First() => Network.Obstacle()
        ?? (Server.Programs is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)" : null)
        ?? (new[] { "/usr/sbin/mosquitto", "/usr/bin/mosquitto" }.Any(File.Exists) ? null : "Mosquitto is not installed (Debian: apt-get install mosquitto)");
}
