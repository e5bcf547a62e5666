using System;
using System.Threading;
using Pedestal.Protocol;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Pedestal.Hal.Esp32
{
    /// <summary>Handles a received message, on the client's own thread.</summary>
    delegate void MessageHandler(string topic, byte[] payload);

    /// <summary>
    /// One connection of a <see cref="MqttLink"/>, from connecting to its loss. Name lookup and handshake block every thread of the
    /// device, for seconds at worst.
    /// </summary>
    sealed class MqttConnection
    {
        const string LastWill = "{\"online\":false}";
        const ushort KeepAliveSeconds = 10;
        const int SubscribeMilliseconds = 5000;
        const int ProbeMilliseconds = 5000;
        const int QueueLength = 16;

        // The client allocates whatever length a packet announces, up to this.
        const uint MaximumPacket = 4096;

        readonly MqttLinkOptions _options;
        readonly GatePulse _pulse;
        readonly MessageHandler _receive;
        readonly AutoResetEvent _granted = new AutoResetEvent(false);
        MqttClient _client;
        bool _refused;
        bool _lost;

        internal MqttConnection(MqttLinkOptions options, GatePulse pulse, MessageHandler receive)
        {
            _options = options;
            _pulse = pulse;
            _receive = receive;
        }

        /// <summary>Whether messages can be sent.</summary>
        internal bool IsAlive
        {
            get { return !_lost && _client != null && _client.IsConnected; }
        }

        /// <summary>Connects and subscribes; null, or the fault in words.</summary>
        internal string Open(string[] topics)
        {
            var fault = _options.Tls ? BrokerProbe.Probe(_options.Host, _options.Port, ProbeMilliseconds) : null;

            // The other threads ran meanwhile and may have opened the gate; from here on they are blocked.
            return fault ?? (_pulse.IsOn() ? "waits for the gate's pulse to end" : Connect(topics));
        }

        /// <summary>Queues a message; false when the queue is full or the connection is lost.</summary>
        internal bool Publish(string topic, byte[] payload, bool retain)
        {
            try
            {
                _client.Publish(topic, payload, null, null, MqttQoSLevel.AtMostOnce, retain);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>Ends the connection and its threads.</summary>
        internal void Close()
        {
            _lost = true;
            try
            {
                _client?.Close();
            }
            catch (Exception)
            {
                // A broken connection may fail to close.
            }
        }

        string Connect(string[] topics)
        {
            // The client's constructor resolves the name, and its exception does not say so.
            var step = "the name " + _options.Host + " was not found: ";
            try
            {
                _client = CreateClient();
                step = "";
                var code = _client.Connect(
                    _options.User ?? "pedestal-" + _options.Venue + "-" + _options.Device,
                    _options.User, _options.Password,
                    true, MqttQoSLevel.AtMostOnce, true, Topic.Of(_options.Venue, _options.Device, Channel.State), LastWill,
                    true, KeepAliveSeconds);
                if (code != MqttReasonCode.Success)
                {
                    return "the broker refused the connection, MQTT reason " + ((int)code).ToString();
                }

                return Subscribe(topics);
            }
            catch (Exception e)
            {
                return step + e.Message + (e.InnerException == null ? "" : ": " + e.InnerException.Message);
            }
        }

        MqttClient CreateClient()
        {
            var client = new MqttClient(_options.Host, _options.Port, _options.Tls, _options.Authority, null,
                _options.Tls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
            client.ProtocolVersion = MqttProtocolVersion.Version_5;
            client.MaximumPacketSize = MaximumPacket;
            client.ReceiveMaximum = QueueLength;
            client.Settings.InflightQueueSize = QueueLength;
            client.MqttMsgPublishReceived += Received;
            client.MqttMsgSubscribed += Subscribed;
            client.ConnectionClosed += Closed;
            return client;
        }

        string Subscribe(string[] topics)
        {
            for (var i = 0; i < topics.Length; i++)
            {
                _client.Subscribe(new[] { topics[i] }, new[] { MqttQoSLevel.AtMostOnce });
                if (!_granted.WaitOne(SubscribeMilliseconds, false))
                {
                    return "the broker did not reply to the subscription to " + topics[i];
                }

                if (_refused)
                {
                    return "the broker refused the subscription to " + topics[i];
                }
            }

            return null;
        }

        void Received(object sender, MqttMsgPublishEventArgs e)
        {
            _receive(e.Topic, e.Message);
        }

        void Subscribed(object sender, MqttMsgSubscribedEventArgs e)
        {
            _refused = e.GrantedQoSLevels == null || e.GrantedQoSLevels.Length == 0
                || (int)e.GrantedQoSLevels[0] > (int)MqttQoSLevel.ExactlyOnce;
            _granted.Set();
        }

        void Closed(object sender, EventArgs e)
        {
            _lost = true;
        }
    }
}
