// references: mscorlib
using System;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    public enum MqttSslProtocols
    {
        None = 0,
        TLSv1_2 = 4,
    }

    public interface IMqttClient
    {
        delegate void ConnectionClosedEventHandler(object sender, EventArgs e);
        delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);
        delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);
    }
}

namespace nanoFramework.M2Mqtt.Messages
{
    public enum MqttQoSLevel
    {
        AtMostOnce = 0,
        ExactlyOnce = 2,
    }

    public enum MqttReasonCode
    {
        Success = 0,
    }

    public class MqttMsgPublishEventArgs : EventArgs
    {
        internal extern MqttMsgPublishEventArgs();
        public extern byte[] Message { get; }
        public extern string Topic { get; }
    }

    public class MqttMsgSubscribedEventArgs : EventArgs
    {
        internal extern MqttMsgSubscribedEventArgs();
        public extern MqttQoSLevel[] GrantedQoSLevels { get; }
    }
}
