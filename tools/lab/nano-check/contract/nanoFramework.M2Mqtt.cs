// references: mscorlib, System.Net, nanoFramework.M2Mqtt.Core
using System.Collections;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    public enum MqttProtocolVersion
    {
        Version_5 = 5,
    }

    public class MqttSettings
    {
        internal extern MqttSettings();
        public extern int InflightQueueSize { get; set; }
    }

    public class MqttClient : IMqttClient
    {
        public extern MqttClient(string brokerHostName, int brokerPort, bool secure, X509Certificate caCert,
            X509Certificate clientCert, MqttSslProtocols sslProtocol);
        public extern event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;
        public extern event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;
        public extern event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;
        public extern bool IsConnected { get; }
        public extern uint MaximumPacketSize { get; set; }
        public extern MqttProtocolVersion ProtocolVersion { get; set; }
        public extern ushort ReceiveMaximum { get; set; }
        public extern MqttSettings Settings { get; }
        public extern void Close();
        public extern MqttReasonCode Connect(string clientId, string username, string password, bool willRetain,
            MqttQoSLevel willQosLevel, bool willFlag, string willTopic, string willMessage, bool cleanSession,
            ushort keepAlivePeriod);
        public extern ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties,
            MqttQoSLevel qosLevel, bool retain);
        public extern ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels);
    }
}
