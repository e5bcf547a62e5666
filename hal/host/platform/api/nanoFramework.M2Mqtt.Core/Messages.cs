namespace nanoFramework.M2Mqtt.Messages;

/// <summary>How often a message is delivered.</summary>
public enum MqttQoSLevel
{
    /// <summary>Once or not at all.</summary>
    AtMostOnce = 0,

    /// <summary>Once.</summary>
    ExactlyOnce = 2,
}

/// <summary>What the broker makes of a packet.</summary>
public enum MqttReasonCode
{
    /// <summary>It is done.</summary>
    Success = 0,
}

/// <summary>A received message.</summary>
public class MqttMsgPublishEventArgs : EventArgs
{
    internal MqttMsgPublishEventArgs(string topic, byte[] message)
    {
        Topic = topic;
        Message = message;
    }

    /// <summary>Its payload.</summary>
    public byte[] Message { get; }

    /// <summary>Its topic.</summary>
    public string Topic { get; }
}

/// <summary>The broker's reply to a subscription.</summary>
public class MqttMsgSubscribedEventArgs : EventArgs
{
    internal MqttMsgSubscribedEventArgs(MqttQoSLevel[] granted) => GrantedQoSLevels = granted;

    /// <summary>For each topic what is granted; above <see cref="MqttQoSLevel.ExactlyOnce"/> it is refused.</summary>
    public MqttQoSLevel[] GrantedQoSLevels { get; }
}
