using System.Net;
using System.Net.Sockets;

namespace Pedestal.Testing;

/// <summary>TCP ports for a server that goes away and comes back.</summary>
public static class FreePort
{
    // Below the ephemeral range, so that no connection takes the port while the server is away.
    const int Lowest = 12_000;
    const int Highest = 30_000;

    /// <summary>A port that nobody uses now, on the loopback address.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // In use: try another.
            }
        }
    }
}
