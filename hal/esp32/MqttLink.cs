using System;
using System.Threading;
using Pedestal.Protocol;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// The pedestal's link to the broker: MQTT 5, QoS 0, TLS 1.2. Its <see cref="Keeper"/> connects and reconnects; an unreachable
    /// broker is a state, never an exception.
    /// </summary>
    public sealed class MqttLink : ILink, IWork
    {
        const int MaximumPayload = 2048;
        const int InboundLength = 16;
        const int CommandLength = 4;
        const int WatchMilliseconds = 200;
        const int PulseMilliseconds = 20;
        const int FirstDelayMilliseconds = 500;
        const int LongestDelayMilliseconds = 30000;

        // Longer than the longest delay plus the time to connect.
        const int RoundSeconds = 120;

        // A connection that ends sooner keeps the back-off: reconnecting at once would stall the lane every time.
        const long ProvenMicroseconds = 30000000;

        /// <summary>The thread that connects, and reconnects whenever the connection is lost.</summary>
        public readonly GuardedThread Keeper;

        readonly MqttLinkOptions _options;
        readonly IClock _clock;
        readonly GatePulse _pulse;
        readonly Backoff _backoff;
        readonly string[] _inboundTopics;
        readonly InboundQueue _inbound = new InboundQueue(InboundLength);
        readonly InboundQueue _commands = new InboundQueue(CommandLength);
        MqttConnection _connection;
        long _opened;

        /// <summary>A link that connects once its <see cref="Keeper"/> is started, but never during the gate's pulse.</summary>
        public MqttLink(MqttLinkOptions options, IClock clock, GatePulse pulse)
        {
            _options = options;
            _clock = clock;
            _pulse = pulse;
            _backoff = new Backoff(clock, FirstDelayMilliseconds, LongestDelayMilliseconds);
            _inboundTopics = new[] { TopicOf(Channel.MatchReply), TopicOf(Channel.TicketReply), TopicOf(Channel.Command) };
            Keeper = new GuardedThread("link", this, RoundSeconds, clock);
        }

        /// <inheritdoc/>
        public string Fault { get; private set; } = "not started";

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

            // The client reads the array later, when the caller may have reused it.
            var copy = new byte[payload.Length];
            Array.Copy(payload, copy, copy.Length);
            return connection.Publish(TopicOf(channel), copy, retain);
        }

        /// <inheritdoc/>
        public InboundMessage TryReceive()
        {
            return _inbound.Take();
        }

        /// <inheritdoc/>
        public InboundMessage TryReceiveCommand()
        {
            return _commands.Take();
        }

        /// <summary>Connects, or watches over the present connection.</summary>
        public bool DoRound()
        {
            var connection = _connection;
            if (connection == null && _pulse.IsOn())
            {
                Thread.Sleep(PulseMilliseconds);
            }
            else if (connection == null)
            {
                Connect();
            }
            else if (!connection.IsAlive)
            {
                Lose(connection);
            }
            else
            {
                Thread.Sleep(WatchMilliseconds);
            }

            return true;
        }

        void Connect()
        {
            var connection = new MqttConnection(_options, _pulse, Receive);
            var fault = EspNetwork.HasAddress() ? connection.Open(_inboundTopics) : "no network address";
            Fault = fault;
            if (fault == null)
            {
                _opened = _clock.NowMicroseconds();
                _connection = connection;
            }
            else
            {
                connection.Close();
                Thread.Sleep(_backoff.Fail());
            }
        }

        void Lose(MqttConnection connection)
        {
            _connection = null;
            Fault = "the broker closed the connection";
            connection.Close();
            if (_clock.NowMicroseconds() - _opened > ProvenMicroseconds)
            {
                _backoff.Reset();
            }

            Thread.Sleep(_backoff.Fail());
        }

        void Receive(string topic, byte[] payload)
        {
            if (payload == null || payload.Length > MaximumPayload)
            {
                return;
            }

            if (topic == _inboundTopics[0])
            {
                _inbound.Put(new InboundMessage(Channel.MatchReply, payload));
            }
            else if (topic == _inboundTopics[1])
            {
                _inbound.Put(new InboundMessage(Channel.TicketReply, payload));
            }
            else if (topic == _inboundTopics[2])
            {
                _commands.Put(new InboundMessage(Channel.Command, payload));
            }
        }

        string TopicOf(Channel channel)
        {
            return Topic.Of(_options.Venue, _options.Device, channel);
        }
    }
}
