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
        const int ProbeOfManyMilliseconds = 1500;
        const int PulseMilliseconds = 20;
        const int QueueLength = 16;

        // The client allocates whatever length a packet announces, up to this.
        const uint MaximumPacket = 4096;

        readonly MqttLinkOptions _options;
        readonly BrokerChoice _brokers;
        readonly BrokerAddress _broker;
        readonly GatePulse _pulse;
        readonly MessageHandler _receive;
        readonly string[] _ping;
        readonly AutoResetEvent _granted = new AutoResetEvent(false);
        MqttClient _client;
        bool _refused;
        bool _lost;

        internal MqttConnection(MqttLinkOptions options, BrokerChoice brokers, GatePulse pulse, MessageHandler receive)
        {
            _options = options;
            _brokers = brokers;
            _broker = brokers.Address;
            _pulse = pulse;
            _receive = receive;
            _ping = new[] { Topic.Root + "/" + options.Venue + "/" + options.Device + "/ping" };
        }

        /// <summary>Whether messages can be sent.</summary>
        internal bool IsAlive
        {
            get { return !_lost && _client != null && _client.IsConnected; }
        }

        /// <summary>Connects and subscribes; null, or the fault in words.</summary>
        internal string Open(string[] topics)
        {
            var isOneOfMany = _brokers.Count > 1;
            var fault = _options.Tls || isOneOfMany
                ? BrokerProbe.Probe(_broker, _options.Tls, isOneOfMany ? ProbeOfManyMilliseconds : ProbeMilliseconds)
                : null;
            if (fault != null)
            {
                return fault;
            }

            // The other threads ran meanwhile and may have opened the gate; from here on they are blocked.
            while (_pulse.IsOn())
            {
                Thread.Sleep(PulseMilliseconds);
            }

            return Connect(topics);
        }

        /// <summary>
        /// Asks the broker for a sign of life, which <see cref="BrokerChoice.Heard"/> records. MQTT's own ping is sent by the client
        /// when it sees fit; a broker also replies when a subscription ends that never was.
        /// </summary>
        internal void Ping()
        {
            _brokers.Pinged();
            try
            {
                _client.Unsubscribe(_ping);
            }
            catch (Exception)
            {
                // Without a reply, the broker counts as silent.
            }
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

        /// <summary>Takes no more messages from it.</summary>
        internal void Abandon()
        {
            _lost = true;
        }

        /// <summary>Ends the connection and its threads.</summary>
        internal void Close()
        {
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
            var step = "the name " + _broker.Host + " was not found: ";
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
            var client = new MqttClient(_broker.Host, _broker.Port, _options.Tls, _options.Authority, null,
                _options.Tls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
            client.ProtocolVersion = MqttProtocolVersion.Version_5;
            client.MaximumPacketSize = MaximumPacket;
            client.ReceiveMaximum = QueueLength;
            client.Settings.InflightQueueSize = QueueLength;
            client.MqttMsgPublishReceived += Received;
            client.MqttMsgSubscribed += Subscribed;
            client.MqttMsgUnsubscribed += Unsubscribed;
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
            if (!_lost)
            {
                _brokers.Heard();
                _receive(e.Topic, e.Message);
            }
        }

        void Unsubscribed(object sender, MqttMsgUnsubscribedEventArgs e)
        {
            if (!_lost)
            {
                _brokers.Heard();
            }
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
