namespace Pedestal.Messaging;

/// <summary>Which broker a service connects to, and as whom.</summary>
public sealed class ServiceLinkOptions
{
    /// <summary>The broker's name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>The account there, and its encryption.</summary>
    public BrokerLogin Login { get; set; } = new();

    /// <summary>MQTT client identifier; a second client with the same one throws the first off the broker.</summary>
    public string ClientId { get; set; } = string.Empty;
}
