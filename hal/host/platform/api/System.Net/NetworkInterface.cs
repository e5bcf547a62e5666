using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Net.NetworkInformation;

/// <summary>The Wi-Fi interface.</summary>
public class NetworkInterface
{
    readonly Radio _radio = Board.Current.Radio;

    /// <summary>The interface of a number.</summary>
    protected NetworkInterface(int interfaceIndex)
    {
    }

    /// <summary>Its address, 0.0.0.0 without one.</summary>
    public string IPv4Address => _radio.Address;

    /// <summary>All of them: the one, or none where the firmware image has no Wi-Fi.</summary>
    public static NetworkInterface[] GetAllNetworkInterfaces() =>
        Board.Current.Radio.HasInterface ? [new NetworkInterface(0)] : [];
}
