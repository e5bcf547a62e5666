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

    // The matcher's inbox when all pedestals ask in the same instant; the default drops the oldest beyond 250.
    const int MaximumPending = 10_000;

    readonly BrokerOptions _options;
    readonly ILogger<EmbeddedBroker> _logger;
    MqttServer? _server;

    /// <summary>Creates the broker; it listens from <see cref="StartAsync"/> on.</summary>
    public EmbeddedBroker(BrokerOptions options, ILogger<EmbeddedBroker> logger)
    {
        _options = options;
        _logger = logger;
    }

    /// <summary>The port listened on; 0 before the start.</summary>
    public int BoundPort { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(_options.Port)
            .WithMaxPendingMessagesPerClient(MaximumPending);
        Bind(builder);
        var options = builder.Build();
        options.DefaultEndpointOptions.NoDelay = true;

        var server = new MqttServerFactory().CreateMqttServer(options);
        server.InterceptingPublishAsync += RefuseOversize;
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
        BoundPort = options.DefaultEndpointOptions.Port;
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

    void Bind(MqttServerOptionsBuilder builder)
    {
        var host = _options.Host == "localhost" ? "127.0.0.1" : _options.Host;
        if (!IPAddress.TryParse(host, out var address))
        {
            throw new InvalidOperationException(
                $"The broker's host '{host}' is no IP address. Use 127.0.0.1, 0.0.0.0 or one of this machine's own.");
        }

        // One family only: with port 0 the two listeners would get different ports.
        var v6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        builder.WithDefaultEndpointBoundIPAddress(v6 ? IPAddress.None : address);
        builder.WithDefaultEndpointBoundIPV6Address(v6 ? address : IPAddress.None);
    }

    Task RefuseOversize(InterceptingPublishEventArgs publish)
    {
        if (publish.ApplicationMessage.Payload.Length > MaximumPayload)
        {
            publish.ProcessPublish = false;
            publish.CloseConnection = true;
            _logger.LogWarning(
                "Broker closed a client that published {Bytes} bytes; the limit is {Limit}",
                publish.ApplicationMessage.Payload.Length, MaximumPayload);
        }

        return Task.CompletedTask;
    }
}
