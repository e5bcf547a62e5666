using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Pedestal.Protocol;
using Channels = System.Threading.Channels;

namespace Pedestal.Hal.Host;

/// <summary>One TCP connection of a <see cref="MqttLink"/>, from connecting to its loss.</summary>
sealed class MqttConnection : IDisposable
{
    // Also how long a broker may be silent before the connection counts as lost.
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);
    const string LastWill = "{\"online\":false}";
    const int MaximumPacket = 16 * 1024;

    readonly MqttLinkOptions _options;
    readonly IEnumerable<string> _subscriptions;
    readonly MqttClientFactory _factory = new();
    readonly IMqttClient _client;

    // Not disposed: the client may report the loss of a connection that is already put away.
    readonly CancellationTokenSource _lost = new();
    string? _refusal;

    public MqttConnection(MqttLinkOptions options, IEnumerable<string> subscriptions, Action<string, byte[]> receive)
    {
        _options = options;
        _subscriptions = subscriptions;
        _client = _factory.CreateMqttClient();
        _client.DisconnectedAsync += _ => _lost.CancelAsync();
        _client.ApplicationMessageReceivedAsync += received =>
        {
            // The client reuses its buffer once this handler returns.
            receive(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray());
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects and subscribes; throws when the broker is away, refuses, or is silent for longer than is waited for.</summary>
    public async Task OpenAsync(CancellationToken stop)
    {
        // The client's own time limit does not count once it is given a token.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_options.Patience);
        try
        {
            await OpenPatientlyAsync(patience);
        }
        catch (Exception) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            _refusal = "the broker accepts the connection and does not answer, or cannot be reached";
            throw;
        }
    }

    async Task OpenPatientlyAsync(CancellationTokenSource patience)
    {
        var stop = patience.Token;
        var connected = await _client.ConnectAsync(ClientOptions(), stop);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new InvalidOperationException($"the broker refused the connection: {connected.ResultCode}");
        }

        foreach (var topic in _subscriptions)
        {
            patience.CancelAfter(_options.Patience);
            var granted = await _client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtMostOnce, stop);
            var code = granted.Items.First().ResultCode;
            if (code > MqttClientSubscribeResultCode.GrantedQoS2)
            {
                throw new InvalidOperationException($"the broker refused the subscription to {topic}: {code}");
            }
        }
    }

    /// <summary>Sends what the queue holds until the connection is lost.</summary>
    public async Task SendAsync(Channels.ChannelReader<OutboundMessage> queue, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _lost.Token);
        try
        {
            await foreach (var message in queue.ReadAllAsync(end.Token))
            {
                await _client.PublishBinaryAsync(
                    message.Topic, message.Payload, MqttQualityOfServiceLevel.AtMostOnce, message.Retain, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    /// <summary>What an exception of this connection means, in words.</summary>
    public string Explain(Exception e) => e.GetBaseException() switch
    {
        _ when _refusal != null => _refusal,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"the name {_options.Host} was not found",
        var cause => cause.Message,
    };

    /// <summary>Cuts the connection as a loss of power would: without a goodbye, so that the last will holds.</summary>
    public void Dispose() => _client.Dispose();

    MqttClientOptions ClientOptions()
    {
        var builder = _factory.CreateClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(_options.Username ?? $"pedestal-{_options.Venue}-{_options.Device}")
            .WithCleanStart()
            .WithEndPoint(new DnsEndPoint(_options.Host, _options.Port))
            .WithTcpServer(tcp => tcp.NoDelay = true)
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(_options.Patience)
            .WithMaximumPacketSize(MaximumPacket)
            .WithWillTopic(Topic.Of(_options.Venue, _options.Device, Channel.State))
            .WithWillPayload(LastWill)
            .WithWillRetain();
        if (_options.Username != null)
        {
            builder.WithCredentials(_options.Username, _options.Password);
        }

        if (_options.Tls)
        {
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls().WithCertificateValidationHandler(IsAccepted);
                if (_options.TlsAuthorities != null)
                {
                    tls.WithTrustChain(_options.TlsAuthorities);
                }
            });
        }

        return builder.Build();
    }

    /// <summary>Accepts what nothing is wrong with, and else keeps in words what is.</summary>
    bool IsAccepted(MqttClientCertificateValidationEventArgs broker)
    {
        var faults = broker.Chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, next) => all | next.Status);
        _refusal = broker.SslPolicyErrors == SslPolicyErrors.None ? null : "the broker's certificate is not accepted: " +
            (faults.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "it has expired or is not valid yet; check both clocks"
            : faults != X509ChainStatusFlags.NoError ? $"not issued by the authority expected ({faults})"
            : $"it is not for the name {_options.Host}");
        return _refusal == null;
    }
}
