using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>The TLS version of a connection.</summary>
public enum MqttSslProtocols
{
    /// <summary>No encryption.</summary>
    None = 0,

    /// <summary>TLS 1.2.</summary>
    TLSv1_2 = 4,
}

/// <summary>The events of a client.</summary>
public interface IMqttClient
{
    /// <summary>Handles the end of a connection.</summary>
    delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

    /// <summary>Handles a received message.</summary>
    delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

    /// <summary>Handles the reply to a subscription.</summary>
    delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);

    /// <summary>Handles the reply to the end of a subscription.</summary>
    delegate void MqttMsgUnsubscribedEventHandler(object sender, MqttMsgUnsubscribedEventArgs e);
}
