using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>An MQTT broker inside the process, for a venue that needs none of its own.</summary>
public sealed class EmbeddedBroker : IHostedService, IAsyncDisposable
{
    /// <summary>Longest payload taken; the longest sealed message is a quarter of it.</summary>
    public const int MaximumPayload = 8 * 1024;

    // A stranger that connects and says nothing is put out after it.
    static readonly TimeSpan CommunicationTimeout = TimeSpan.FromSeconds(10);

    readonly BrokerOptions _options;
    readonly ILogger<EmbeddedBroker> _logger;
    readonly TimeProvider _time;
    MqttServer? _server;

    /// <summary>Creates the broker; it listens from <see cref="StartAsync"/> on.</summary>
    public EmbeddedBroker(BrokerOptions options, ILogger<EmbeddedBroker> logger, TimeProvider? time = null)
    {
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The port listened on; 0 before the start.</summary>
    public int BoundPort { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new MqttServerOptionsBuilder().WithoutDefaultEndpoint()
            .WithDefaultCommunicationTimeout(CommunicationTimeout)
            .WithMaxPendingMessagesPerClient(_options.Limits.PendingMessages).Build();
        var log = new LimitLog(_time, _logger);
        var listener = new LimitedListener(Address(), _options.Limits, _time, log);
        var server = new MqttServerFactory().CreateMqttServer(options, [listener]);
        _ = new BrokerGuard(server, _options.Limits, log);
        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            server.Dispose();
            throw new InvalidOperationException(
                $"The broker cannot listen on {_options.Host}:{_options.Port} ({e.SocketErrorCode}). "
                + "Stop what uses the port, or set another host or port.",
                e);
        }

        _server = server;
        BoundPort = listener.Port;
        _logger.LogInformation("Broker listens on {Host}:{Port}", _options.Host, BoundPort);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var server = Interlocked.Exchange(ref _server, null);
        if (server != null)
        {
            await server.StopAsync(new MqttServerStopOptions());
            server.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    IPEndPoint Address()
    {
        var host = _options.Host == "localhost" ? "127.0.0.1" : _options.Host;
        return IPAddress.TryParse(host, out var address)
            ? new IPEndPoint(address, _options.Port)
            : throw new InvalidOperationException(
                $"The broker's host '{host}' is no IP address. Use 127.0.0.1, 0.0.0.0 or one of this machine's own.");
    }
}
