// references: System.Net, nanoFramework.M2Mqtt.Core
using System.Collections;
using nanoFramework.M2Mqtt.Messages;
using NanoSystem.Security.Cryptography.X509Certificates;
using Pedestal.Hal.Host.Platform;

namespace nanoFramework.M2Mqtt;

/// <summary>A connection to a broker over real TCP, by the board's Wi-Fi.</summary>
public class MqttClient : IMqttClient
{
    readonly MqttTransport _transport;
    int _lastId;

    /// <summary>A client of a broker; resolves the broker's name.</summary>
    public MqttClient(string brokerHostName, int brokerPort, bool secure, X509Certificate? caCert,
        X509Certificate? clientCert, MqttSslProtocols sslProtocol)
    {
        if (secure && sslProtocol != MqttSslProtocols.TLSv1_2)
        {
            throw new ArgumentException("A secure connection needs TLS 1.2.", nameof(sslProtocol));
        }

        NanoSystem.Net.Dns.GetHostEntry(brokerHostName);
        _transport = new MqttTransport(brokerHostName, brokerPort, secure, caCert?.Authorities)
        {
            Received = (topic, payload) => MqttMsgPublishReceived?.Invoke(this, new MqttMsgPublishEventArgs(topic, payload)),
            Subscribed = code => MqttMsgSubscribed?.Invoke(this, new MqttMsgSubscribedEventArgs([(MqttQoSLevel)code])),
            Unsubscribed = () => MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs()),
            Closed = () => ConnectionClosed?.Invoke(this, EventArgs.Empty),
        };
    }

    /// <summary>Raised when the connection has ended.</summary>
    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    /// <summary>Raised on the client's own thread for each message.</summary>
    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    /// <summary>Raised on the client's own thread for the reply to each subscription.</summary>
    public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

    /// <summary>Raised on the client's own thread for the reply to each end of subscriptions.</summary>
    public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => _transport.IsConnected;

    /// <summary>The longest packet that it accepts, bytes.</summary>
    public uint MaximumPacketSize { get; set; }

    /// <summary>The protocol's version.</summary>
    public MqttProtocolVersion ProtocolVersion { get; set; }

    /// <summary>Messages that the broker may have in flight.</summary>
    public ushort ReceiveMaximum { get; set; }

    /// <summary>The client's limits.</summary>
    public MqttSettings Settings { get; } = new();

    /// <summary>Drops the connection, without an MQTT disconnect, and ends its threads.</summary>
    public void Close() => _transport.Dispose();

    /// <summary>Connects, with a last will that the broker publishes when the connection breaks.</summary>
    public MqttReasonCode Connect(string clientId, string? username, string? password, bool willRetain,
        MqttQoSLevel willQosLevel, bool willFlag, string willTopic, string willMessage, bool cleanSession,
        ushort keepAlivePeriod) => (MqttReasonCode)_transport.Connect(new MqttLogin(
            clientId, username, password, willTopic, willMessage, keepAlivePeriod, MaximumPacketSize, ReceiveMaximum,
            Settings.InflightQueueSize));

    /// <summary>Queues a message; returns its id.</summary>
    /// <exception cref="InvalidOperationException">The queue is full.</exception>
    public ushort Publish(string topic, byte[] message, string? contentType, ArrayList? userProperties,
        MqttQoSLevel qosLevel, bool retain)
    {
        _transport.Publish(topic, message, retain);
        return NextId();
    }

    /// <summary>Subscribes to topics; returns the request's id.</summary>
    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        foreach (var topic in topics)
        {
            _transport.Subscribe(topic);
        }

        return NextId();
    }

    /// <summary>Ends subscriptions, which need not exist; returns the request's id.</summary>
    public ushort Unsubscribe(string[] topics)
    {
        foreach (var topic in topics)
        {
            _transport.Unsubscribe(topic);
        }

        return NextId();
    }

    // 1 to 65,535, then 1 again.
    ushort NextId() => (ushort)((uint)(Interlocked.Increment(ref _lastId) - 1) % ushort.MaxValue + 1);
}
