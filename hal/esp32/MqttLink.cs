using System;
using System.Threading;
using Pedestal.Protocol;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// The pedestal's link to one of the venue's brokers: MQTT 5, QoS 0, TLS 1.2. Its <see cref="Keeper"/> connects, watches over the
    /// connection and changes to another broker; an unreachable broker is a state, never an exception.
    /// </summary>
    public sealed class MqttLink : ILink, IWork
    {
        const int MaximumPayload = 2048;
        const int InboundLength = 16;
        const int CommandLength = 4;
        const int WatchMilliseconds = 100;
        const int PulseMilliseconds = 20;
        const int TestMilliseconds = 1500;

        // Longer than the longest pause plus the time to connect.
        const int RoundSeconds = 120;

        /// <summary>The thread that connects, and reconnects whenever the connection is lost.</summary>
        public readonly GuardedThread Keeper;

        readonly MqttLinkOptions _options;
        readonly GatePulse _pulse;
        readonly string[] _inboundTopics;
        readonly InboundQueue _inbound = new InboundQueue(InboundLength);
        readonly InboundQueue _commands = new InboundQueue(CommandLength);
        MqttConnection _connection;

        /// <summary>A link that connects once its <see cref="Keeper"/> is started, but never during the gate's pulse.</summary>
        public MqttLink(MqttLinkOptions options, IClock clock, GatePulse pulse)
        {
            _options = options;
            _pulse = pulse;
            Brokers = new BrokerChoice(clock, options.Brokers);
            BrokerTest = new BrokerTest(options.Brokers.Length);
            _inboundTopics = new[] { TopicOf(Channel.MatchReply), TopicOf(Channel.TicketReply), TopicOf(Channel.Command) };
            Keeper = new GuardedThread("link", this, RoundSeconds, clock);
        }

        /// <inheritdoc/>
        public string Fault { get; private set; } = "not started";

        /// <inheritdoc/>
        public BrokerChoice Brokers { get; private set; }

        /// <inheritdoc/>
        public BrokerTest BrokerTest { get; private set; }

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

        /// <summary>Connects, tests a broker, or watches over the present connection.</summary>
        public bool DoRound()
        {
            var connection = _connection;
            if (connection != null)
            {
                Watch(connection);
            }

            // From here on threads may be blocked.
            if (_connection != null && !BrokerTest.IsRunning || _pulse.IsOn())
            {
                Thread.Sleep(_connection != null ? WatchMilliseconds : PulseMilliseconds);
            }
            else if (_connection == null)
            {
                Connect();
            }
            else
            {
                BrokerTest.Record(BrokerTest.Next == Brokers.Current
                    ? null : BrokerProbe.Probe(Brokers.AddressOf(BrokerTest.Next), _options.Tls, TestMilliseconds));
            }

            return true;
        }

        void Watch(MqttConnection connection)
        {
            if (!connection.IsAlive)
            {
                Lose(connection, "the broker closed the connection", false);
            }
            else if (Brokers.IsSilent())
            {
                Lose(connection, "the broker does not reply", true);
            }
            else if (Brokers.TakeSuspicion())
            {
                Lose(connection, "no service replies over this broker", false);
            }
            else if (Brokers.IsPingDue)
            {
                connection.Ping();
            }
        }

        void Connect()
        {
            if (!EspNetwork.HasAddress())
            {
                Fault = "no network address";
                Thread.Sleep(Brokers.Pause());
                return;
            }

            var connection = new MqttConnection(_options, Brokers, _pulse, Receive);
            Fault = connection.Open(_inboundTopics);
            if (Fault == null)
            {
                Brokers.Opened();
                _connection = connection;
            }
            else
            {
                End(connection);
                Thread.Sleep(Brokers.Failed());
            }
        }

        void Lose(MqttConnection connection, string fault, bool isSilent)
        {
            _connection = null;
            Fault = fault;
            End(connection);
            Thread.Sleep(Brokers.Lost(isSilent, EspNetwork.HasAddress()));
        }

        /// <summary>Ends a connection, for which the client takes up to two seconds; another broker need not wait for that.</summary>
        void End(MqttConnection connection)
        {
            connection.Abandon();
            if (Brokers.Count > 1)
            {
                new Thread(connection.Close).Start();
            }
            else
            {
                connection.Close();
            }
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
