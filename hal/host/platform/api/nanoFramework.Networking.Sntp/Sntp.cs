using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Networking;

/// <summary>The time server client, which starts with the network.</summary>
public class Sntp
{
    /// <summary>The first time server; null for none.</summary>
    public static string? Server1
    {
        get => Board.Run.TimeServer;
        set => Board.Run.TimeServer = value;
    }
}
