using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Networking;

/// <summary>The client of time servers, which starts with the network.</summary>
public class Sntp
{
    /// <summary>The first server it asks.</summary>
    public static string? Server1
    {
        get => Board.Run.TimeServer;
        set => Board.Run.TimeServer = value;
    }
}
