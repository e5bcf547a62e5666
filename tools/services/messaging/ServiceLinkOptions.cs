using System.Net;
using MQTTnet;
using MQTTnet.Formatter;

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

    /// <summary>
    /// MQTT client identifier, which follows the account's name where there is one. Of two clients with the same one, the one that came later stands down; see
    /// <see cref="ConnectPace"/>.
    /// </summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>How long the broker may take to let the client in.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether to measure how long messages are on their way: some twenty echoes a second, for a service only.</summary>
    public bool MeasureLag { get; set; }

    /// <summary>The same as the client takes it; password and authority are read anew.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    internal MqttClientOptions ForClient()
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(Login.Username.Length > 0 ? $"{Login.Username}/{ClientId}" : ClientId)
            .WithEndPoint(new DnsEndPoint(Host, Port))
            .WithTcpServer(tcp =>
            {
                tcp.NoDelay = true;
                tcp.BufferSize = 64 * 1024; // The default of 8 KB stalls under load.
            })
            .WithMaximumPacketSize(2 * EmbeddedBroker.MaximumPayload)
            .WithTimeout(Patience);
        Login.Apply(builder);
        return builder.Build();
    }
}
