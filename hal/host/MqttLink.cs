using System.Collections.Concurrent;
using Pedestal.Protocol;
using Channels = System.Threading.Channels;

namespace Pedestal.Hal.Host;

/// <summary>
/// A pedestal's connection to the broker: MQTT 5 over TCP, QoS 0. From <see cref="Start"/> on it connects and
/// reconnects by itself until disposed; a broker that is away is a state, never an exception. Thread-safe.
/// </summary>
public sealed class MqttLink : ILink, IAsyncDisposable
{
    /// <summary>Longest payload received; what is longer is no message of this protocol and is dropped.</summary>
    public const int MaximumPayload = 2048;

    /// <summary>Messages kept in each direction. Received ones drop the oldest: a late reply helps nobody.</summary>
    public const int QueueLength = 64;

    /// <summary>Commands kept.</summary>
    public const int CommandQueueLength = 4;

    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan PulsePause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    readonly MqttLinkOptions _options;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, Channel> _inboundTopics = new();
    readonly Channels.Channel<OutboundMessage> _outbound;
    readonly Channels.Channel<InboundMessage> _inbound;
    readonly Channels.Channel<InboundMessage> _commands;
    volatile bool _connected;
    volatile string? _trouble = "not started";
    Task _loop = Task.CompletedTask;

    /// <summary>Creates a link that connects from <see cref="Start"/> on.</summary>
    public MqttLink(MqttLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _inboundTopics[TopicOf(Channel.MatchReply)] = Channel.MatchReply;
        _inboundTopics[TopicOf(Channel.TicketReply)] = Channel.TicketReply;
        _inboundTopics[TopicOf(Channel.Command)] = Channel.Command;
        _outbound = Channels.Channel.CreateBounded<OutboundMessage>(QueueLength);
        _inbound = Queue(QueueLength);
        _commands = Queue(CommandQueueLength);
    }

    /// <inheritdoc/>
    public string? Trouble => _trouble;

    /// <summary>Begins connecting in the background and returns at once.</summary>
    public void Start() => _loop = Task.Run(() => KeepConnectedAsync(_stop.Token));

    /// <inheritdoc/>
    public bool IsConnected() => _connected;

    /// <inheritdoc/>
    public bool Publish(Channel channel, byte[] payload, bool retain) =>
        _connected && _outbound.Writer.TryWrite(
            new OutboundMessage(TopicOf(channel), (byte[])payload.Clone(), retain));

    /// <inheritdoc/>
    public InboundMessage? TryReceive() => _inbound.Reader.TryRead(out var message) ? message : null;

    /// <inheritdoc/>
    public InboundMessage? TryReceiveCommand() => _commands.Reader.TryRead(out var message) ? message : null;

    /// <summary>Pulls the plug: the broker publishes the last will.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    async Task KeepConnectedAsync(CancellationToken stop)
    {
        var delay = FirstDelay;
        while (!stop.IsCancellationRequested)
        {
            if (_options.Pulse is { } pulse && pulse.IsOn())
            {
                await PauseAsync(PulsePause, stop);
                continue;
            }

            using var connection = new MqttConnection(_options, _inboundTopics.Keys, Receive);
            try
            {
                await connection.OpenAsync(stop);
                delay = FirstDelay;
                DropUnsent();
                _trouble = null;
                _connected = true;
                await connection.SendAsync(_outbound.Reader, stop);
                _trouble = "the broker closed the connection";
            }
            catch (Exception e)
            {
                _trouble = connection.Explain(e);
            }

            _connected = false;
            await PauseAsync(delay, stop);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    static Task PauseAsync(TimeSpan pause, CancellationToken stop) => Task.Delay(pause, stop).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    void Receive(string topic, byte[] payload)
    {
        if (payload.Length <= MaximumPayload && _inboundTopics.TryGetValue(topic, out var channel))
        {
            (channel == Channel.Command ? _commands : _inbound).Writer.TryWrite(new InboundMessage(channel, payload));
        }
    }

    static Channels.Channel<InboundMessage> Queue(int length) => Channels.Channel.CreateBounded<InboundMessage>(
        new Channels.BoundedChannelOptions(length) { FullMode = Channels.BoundedChannelFullMode.DropOldest });

    // A request that waited for a reconnect has outlived its budget.
    void DropUnsent()
    {
        while (_outbound.Reader.TryRead(out _))
        {
        }
    }

    string TopicOf(Channel channel) => Topic.Of(_options.Venue, _options.Device, channel);
}

/// <summary>One message on its way to the broker.</summary>
sealed record OutboundMessage(string Topic, byte[] Payload, bool Retain);
