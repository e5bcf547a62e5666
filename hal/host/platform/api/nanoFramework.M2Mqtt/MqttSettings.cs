namespace nanoFramework.M2Mqtt;

/// <summary>Versions of the protocol.</summary>
public enum MqttProtocolVersion
{
    /// <summary>MQTT 5.</summary>
    Version_5 = 5,
}

/// <summary>A client's limits.</summary>
public class MqttSettings
{
    internal MqttSettings()
    {
    }

    /// <summary>How many messages may wait to be sent.</summary>
    public int InflightQueueSize { get; set; } = int.MaxValue;
}
