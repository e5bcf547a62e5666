namespace System.Device.Wifi;

/// <summary>Who reconnects when the network is lost.</summary>
public enum WifiReconnectionKind
{
    /// <summary>The driver connects again.</summary>
    Automatic = 0,
}
