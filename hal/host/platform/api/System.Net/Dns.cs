using System.Net;
using System.Net.Sockets;
using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Net;

/// <summary>Resolves names; no thread of the program runs meanwhile.</summary>
public static class Dns
{
    /// <summary>The IPv4 addresses of a name.</summary>
    /// <exception cref="SocketException">The name is unknown, or the name server does not reply.</exception>
    public static IPHostEntry GetHostEntry(string hostNameOrAddress)
    {
        using var frozen = Board.Run.Freeze();
        return new IPHostEntry { HostName = hostNameOrAddress, AddressList = Board.Current.Radio.Resolve(hostNameOrAddress) };
    }
}
