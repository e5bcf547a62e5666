using System;
using System.Threading;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// The pedestal's connection to the broker: MQTT 5, QoS 0, TLS 1.2. From <see cref="Start"/> on it connects and
    /// reconnects by itself; a broker that is away is a state, never an exception.
    /// </summary>
    public sealed class MqttLink : ILink
    {
        const int MaximumPayload = 2048;
        const int InboundLength = 16;
        const int WatchMilliseconds = 200;
        const int FirstDelayMilliseconds = 500;
        const int LongestDelayMilliseconds = 30000;

        // A connection that ends sooner has not worked; connecting at once again would stall the lane every time.
        const long ProvenMicroseconds = 30000000;

        readonly MqttLinkOptions _options;
        readonly IClock _clock;
        readonly string[] _inboundTopics;
        readonly InboundMessage[] _inbound = new InboundMessage[InboundLength];
        readonly object _inboundLock = new object();
        MqttConnection _connection;
        int _first;
        int _count;

        /// <summary>A link that connects from <see cref="Start"/> on.</summary>
        public MqttLink(MqttLinkOptions options, IClock clock)
        {
            _options = options;
            _clock = clock;
            _inboundTopics = new[] { TopicOf(Channel.MatchReply), TopicOf(Channel.TicketReply) };
        }

        /// <summary>Why there is no connection; null while there is one.</summary>
        public string Trouble { get; private set; } = "not started";

        /// <summary>Begins connecting on a thread of its own.</summary>
        public void Start()
        {
            new Thread(KeepConnected).Start();
        }

        /// <inheritdoc/>
        public bool IsConnected()
        {
            var connection = _connection;
            return connection != null && connection.IsAlive;
        }

        /// <inheritdoc/>
        public bool Publish(Channel channel, byte[] payload, bool retain)
        {
            var connection = _connection;
            if (connection == null || !connection.IsAlive)
            {
                return false;
            }

            // The client reads its array later, when the caller may have filled it anew.
            var copy = new byte[payload.Length];
            Array.Copy(payload, copy, copy.Length);
            return connection.Publish(TopicOf(channel), copy, retain);
        }

        /// <inheritdoc/>
        public InboundMessage TryReceive()
        {
            lock (_inboundLock)
            {
                if (_count == 0)
                {
                    return null;
                }

                var message = _inbound[_first];
                _inbound[_first] = null;
                _first = (_first + 1) % InboundLength;
                _count--;
                return message;
            }
        }

        void KeepConnected()
        {
            var delay = FirstDelayMilliseconds;
            while (true)
            {
                var opened = _clock.NowMicroseconds();
                Connect();
                if (_clock.NowMicroseconds() - opened > ProvenMicroseconds)
                {
                    delay = FirstDelayMilliseconds;
                }

                Thread.Sleep(delay);
                delay = 2 * delay < LongestDelayMilliseconds ? 2 * delay : LongestDelayMilliseconds;
            }
        }

        /// <summary>Connects, and returns when the connection is lost or did not come about.</summary>
        void Connect()
        {
            var connection = new MqttConnection(_options, Receive);
            var problem = connection.Open(_inboundTopics);
            if (problem == null)
            {
                Trouble = null;
                _connection = connection;
                while (connection.IsAlive)
                {
                    Thread.Sleep(WatchMilliseconds);
                }

                _connection = null;
                problem = "the broker closed the connection";
            }

            Trouble = problem;
            connection.Close();
        }

        void Receive(string topic, byte[] payload)
        {
            if (payload == null || payload.Length > MaximumPayload)
            {
                return;
            }

            if (topic == _inboundTopics[0])
            {
                Keep(new InboundMessage(Channel.MatchReply, payload));
            }
            else if (topic == _inboundTopics[1])
            {
                Keep(new InboundMessage(Channel.TicketReply, payload));
            }
        }

        // Full, it drops the oldest: a late reply helps nobody.
        void Keep(InboundMessage message)
        {
            lock (_inboundLock)
            {
                if (_count == InboundLength)
                {
                    _first = (_first + 1) % InboundLength;
                    _count--;
                }

                _inbound[(_first + _count) % InboundLength] = message;
                _count++;
            }
        }

        string TopicOf(Channel channel)
        {
            return Topic.Of(_options.Venue, _options.Device, channel);
        }
    }
}
