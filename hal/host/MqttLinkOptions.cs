namespace Pedestal.Hal.Host;

/// <summary>Which broker a pedestal connects to, and as which device.</summary>
public sealed class MqttLinkOptions
{
    /// <summary>The broker's name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>The venue the device stands in.</summary>
    public string Venue { get; set; } = string.Empty;

    /// <summary>The device's name; a second device of the same name throws the first off the broker.</summary>
    public string Device { get; set; } = string.Empty;
}
