using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Pedestal.Hal.Host.Platform;

/// <summary>A client's credentials, last will and limits.</summary>
sealed record MqttLogin(
    string ClientId, string? User, string? Password, string WillTopic, string Will, ushort KeepAliveSeconds, uint MaximumPacket,
    ushort ReceiveMaximum, int QueueLength);

/// <summary>
/// One connection of the package's client, over real TCP. Its events are raised on a thread of the board's program. It ends,
/// without an MQTT disconnect, when the program ends, when the board loses its address, and when disposed.
/// </summary>
sealed class MqttTransport : IDisposable
{
    // How long the package waits for the broker's reply to a connection.
    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    readonly BoardRun _run = Board.Run;
    readonly Radio _radio = Board.Current.Radio;
    readonly BlockingCollection<Action> _events = [];
    readonly CancellationTokenRegistration _end;
    readonly MqttClientFactory _factory = new();
    readonly IMqttClient _client;
    readonly string _host;
    readonly int _port;
    readonly BrokerTrust? _trust;
    Channel<MqttApplicationMessage>? _queue;
    IDisposable? _handshake;
    volatile bool _isConnected;

    public MqttTransport(string host, int port, bool secure, X509Certificate2Collection? authorities)
    {
        (_host, _port) = (host, port);
        _trust = secure ? new BrokerTrust(host, authorities, () => _handshake?.Dispose()) : null;
        _client = _factory.CreateMqttClient();
        _client.ApplicationMessageReceivedAsync += received =>
        {
            // The client reuses its buffer once this handler returns.
            var (topic, payload) = (received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray());
            Raise(() => Received?.Invoke(topic, payload));
            return Task.CompletedTask;
        };
        _client.DisconnectedAsync += _ =>
        {
            Lose();
            return Task.CompletedTask;
        };
        _radio.Lost += Break;
        _end = _run.Stopped.UnsafeRegister(_ => Dispose(), null);
    }

    public Action<string, byte[]>? Received { get; init; }

    public Action<int>? Subscribed { get; init; }

    public Action? Unsubscribed { get; init; }

    public Action? Closed { get; init; }

    public bool IsConnected => _isConnected;

    /// <summary>Connects; returns the broker's reason code, 0 for success.</summary>
    /// <exception cref="InvalidOperationException">The connection failed; the message says why.</exception>
    public int Connect(MqttLogin login)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_run.Stopped);
        timeout.CancelAfter(_run.Board.Clock.OnMachine(ConnectTimeout));

        // The platform's handshake is a native call: no thread of the program runs meanwhile.
        _handshake = _trust is not null ? _run.Freeze() : null;
        try
        {
            _radio.DemandAddress();
            var result = Task.Run(() => _client.ConnectAsync(Options(login), timeout.Token)).GetAwaiter().GetResult();
            if (result.ResultCode == MqttClientConnectResultCode.Success)
            {
                Begin(login);
            }

            return (int)result.ResultCode;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                _trust?.Refusal ?? (timeout.IsCancellationRequested ? "the broker accepts the connection and does not reply"
                    : e.GetBaseException().Message));
        }
        finally
        {
            _handshake?.Dispose();
        }
    }

    public void Publish(string topic, byte[] payload, bool retain)
    {
        var message = new MqttApplicationMessage { Topic = topic, PayloadSegment = payload, Retain = retain };
        if (_queue is { } queue && !queue.Writer.TryWrite(message))
        {
            throw new InvalidOperationException("The queue of messages is full.");
        }
    }

    public void Subscribe(string topic) => _ = SubscribeAsync(topic);

    public void Unsubscribe(string topic) => _ = UnsubscribeAsync(topic);

    public void Dispose()
    {
        _end.Unregister();
        _radio.Lost -= Break;
        _isConnected = false;
        _queue?.Writer.TryComplete();
        _events.CompleteAdding();
        _client.Dispose();
    }

    void Begin(MqttLogin login)
    {
        _isConnected = true;
        _queue = Channel.CreateBounded<MqttApplicationMessage>(login.QueueLength);
        _ = SendAsync(_queue.Reader);
        _run.StartThread(Deliver, "mqtt");
    }

    void Deliver()
    {
        foreach (var happened in _events.GetConsumingEnumerable(_run.Stopped))
        {
            happened();
        }
    }

    async Task SendAsync(ChannelReader<MqttApplicationMessage> queue)
    {
        await Task.Yield();
        try
        {
            await foreach (var message in queue.ReadAllAsync())
            {
                await _client.PublishAsync(message);
            }
        }
        catch (Exception)
        {
            // The connection has ended, which DisconnectedAsync reports.
        }
    }

    async Task SubscribeAsync(string topic)
    {
        try
        {
            var granted = await _client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtMostOnce);
            Raise(() => Subscribed?.Invoke((int)granted.Items.First().ResultCode));
        }
        catch (Exception)
        {
            // The program waits for the reply and gives up.
        }
    }

    async Task UnsubscribeAsync(string topic)
    {
        try
        {
            await _client.UnsubscribeAsync(topic);
            Raise(() => Unsubscribed?.Invoke());
        }
        catch (Exception)
        {
            // The program notices that no reply comes.
        }
    }

    void Break()
    {
        Lose();
        _client.Dispose();
    }

    void Lose()
    {
        if (_isConnected)
        {
            _isConnected = false;
            Raise(() => Closed?.Invoke());
        }
    }

    void Raise(Action happened)
    {
        try
        {
            _events.TryAdd(happened);
        }
        catch (InvalidOperationException)
        {
            // Closed meanwhile.
        }
    }

    MqttClientOptions Options(MqttLogin login)
    {
        var builder = _factory.CreateClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(login.ClientId)
            .WithCleanStart()
            .WithEndPoint(new DnsEndPoint(_radio.Resolve(_host)[0].ToString(), _port))
            .WithTcpServer(tcp => tcp.NoDelay = true)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(login.KeepAliveSeconds))
            .WithMaximumPacketSize(login.MaximumPacket)
            .WithReceiveMaximum(login.ReceiveMaximum)
            .WithWillTopic(login.WillTopic)
            .WithWillPayload(login.Will)
            .WithWillRetain();
        if (login.User != null)
        {
            builder.WithCredentials(login.User, login.Password);
        }

        if (_trust is { } trust)
        {
            builder.WithTlsOptions(trust.ApplyTo);
        }

        return builder.Build();
    }
}
