using System.Net;
using MQTTnet;
using MQTTnet.Formatter;
using Pedestal.Hal;

namespace Pedestal.Messaging;

/// <summary>Which broker a service connects to, and under which identity.</summary>
public sealed class ServiceLinkOptions
{
    /// <summary>The broker's name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>The account there, and TLS.</summary>
    public BrokerLogin Login { get; set; } = new();

    /// <summary>
    /// MQTT client identifier; it starts with the account's name if there is one. If two clients use the same identifier, the
    /// later one stands down; see <see cref="ConnectPace"/>.
    /// </summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>How long the connection may be quiet before the broker is pinged; the broker waits half as long again.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What the broker publishes when the connection is lost; null for nothing.</summary>
    internal (string Topic, byte[] Payload)? Will { get; set; }

    /// <summary>Whether the service shares requests with others of its kind, for which the broker must have shared subscriptions.</summary>
    internal bool IsShared { get; set; }

    /// <summary>How long the broker may take to accept the client.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether to measure how long messages take: about twenty echoes a second, so only for a service.</summary>
    public bool MeasureLag { get; set; }

    /// <summary>The same options for another broker.</summary>
    internal ServiceLinkOptions At(BrokerAddress broker) => new()
    {
        Host = broker.Host, Port = broker.Port, Login = Login, ClientId = ClientId, Patience = Patience, MeasureLag = MeasureLag,
        KeepAlive = KeepAlive, Will = Will, IsShared = IsShared,
    };

    /// <summary>These options as the MQTT client takes them; password and authority are read each time.</summary>
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
            .WithoutPacketFragmentation() // One write for each message, for which everybody on its way wakes up once.
            .WithMaximumPacketSize(2 * EmbeddedBroker.MaximumPayload)
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(Patience);
        if (Will is var (topic, payload))
        {
            builder.WithWillTopic(topic).WithWillPayload(payload);
        }

        Login.Apply(builder);
        return builder.Build();
    }
}
