using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Net.NetworkInformation;

/// <summary>The Wi-Fi interface.</summary>
public class NetworkInterface
{
    readonly Radio _radio = Board.Current.Radio;

    /// <summary>The interface with an index.</summary>
    protected NetworkInterface(int interfaceIndex)
    {
    }

    /// <summary>Its IPv4 address; 0.0.0.0 for none.</summary>
    public string IPv4Address => _radio.Address;

    /// <summary>The Wi-Fi interface, or none when the firmware image has no Wi-Fi.</summary>
    public static NetworkInterface[] GetAllNetworkInterfaces() =>
        Board.Current.Radio.HasInterface ? [new NetworkInterface(0)] : [];
}
