namespace nanoFramework.M2Mqtt.Messages;

/// <summary>How reliably a message is delivered.</summary>
public enum MqttQoSLevel
{
    /// <summary>At most once.</summary>
    AtMostOnce = 0,

    /// <summary>Exactly once.</summary>
    ExactlyOnce = 2,
}

/// <summary>The broker's reason code.</summary>
public enum MqttReasonCode
{
    /// <summary>Success.</summary>
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

    /// <summary>
    /// The level granted for each topic; one above <see cref="MqttQoSLevel.ExactlyOnce"/> means that it was refused.
    /// </summary>
    public MqttQoSLevel[] GrantedQoSLevels { get; }
}

/// <summary>The broker's reply to the end of a subscription.</summary>
public class MqttMsgUnsubscribedEventArgs : EventArgs
{
    internal MqttMsgUnsubscribedEventArgs()
    {
    }
}
