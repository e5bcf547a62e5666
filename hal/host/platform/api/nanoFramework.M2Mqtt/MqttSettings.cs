namespace nanoFramework.M2Mqtt;

/// <summary>Versions of the protocol.</summary>
public enum MqttProtocolVersion
{
    /// <summary>MQTT 5.</summary>
    Version_5 = 5,
}

/// <summary>Limits of a client.</summary>
public class MqttSettings
{
    internal MqttSettings()
    {
    }

    /// <summary>Messages that wait to be sent.</summary>
    public int InflightQueueSize { get; set; } = int.MaxValue;
}
