using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>An MQTT broker inside the process, for a venue without a broker of its own.</summary>
public sealed class EmbeddedBroker : IHostedService, IAsyncDisposable
{
    /// <summary>Longest payload accepted, in bytes; the longest sealed message is a quarter of it.</summary>
    public const int MaximumPayload = 8 * 1024;

    // A client that connects and sends nothing is disconnected after this time. It is longer than ReadPatience, which is logged
    // separately for clients that do not read.
    static readonly TimeSpan CommunicationTimeout = TimeSpan.FromSeconds(30);

    static readonly TimeSpan AccountInterval = TimeSpan.FromSeconds(1);

    readonly BrokerOptions _options;
    readonly ILogger<EmbeddedBroker> _logger;
    readonly TimeProvider _time;
    readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile BrokerLink[] _links = [];
    volatile MqttServer? _server;
    DirectRoutes? _routes;
    BrokerAccess? _access;
    CancellationTokenSource? _watching;

    /// <summary>Creates the broker; it listens once <see cref="StartAsync"/> is called.</summary>
    public EmbeddedBroker(BrokerOptions options, ILogger<EmbeddedBroker> logger, TimeProvider? time = null)
    {
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The port listened on; 0 before the start.</summary>
    public int BoundPort { get; private set; }

    /// <summary>Whether the broker accepts messages.</summary>
    internal bool IsRunning => _server is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The address cannot be listened on, or only with accounts.</exception>
    /// <exception cref="KeyFileException">The file of accounts cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new MqttServerOptionsBuilder().WithoutDefaultEndpoint()
            .WithDefaultCommunicationTimeout(CommunicationTimeout)
            .WithMaxPendingMessagesPerClient(_options.Limits.PendingMessages).Build();
        var log = new LimitLog(_time, _logger);
        var listener = new LimitedListener(Address(), _options.Limits, _time, log);
        var server = new MqttServerFactory().CreateMqttServer(options, [listener]);

        // What the rights forbid does not count towards a limit.
        _access = new BrokerAccess(server, Accounts(), IsClosed, client => _links.Any(link => link.Name == client), log);
        var guard = new BrokerGuard(server, _options.Limits, log);
        _routes = new DirectRoutes(server, guard.MayWait);
        server.InterceptingPublishAsync += HandOver;
        server.ValidatingConnectionAsync += RefuseNamesOfLinks;
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
        _watching = new CancellationTokenSource();
        _ = WatchAccountsAsync(_access, _watching.Token);
        BoundPort = listener.Port;
        _running.TrySetResult();
        _logger.LogInformation("The broker listens on {Host}:{Port}, {Accounts}", _options.Host, BoundPort,
            IsClosed ? "for accounts only" : "for every client on this machine");
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var server = Interlocked.Exchange(ref _server, null);
        if (server != null)
        {
            await _watching!.CancelAsync();
            await server.StopAsync(new MqttServerStopOptions());
            server.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>Waits for the start.</summary>
    internal Task WaitRunningAsync(CancellationToken cancellation) => _running.Task.WaitAsync(cancellation);

    /// <summary>Options for connecting to it from this machine.</summary>
    internal ServiceLinkOptions Local(string client)
    {
        var address = Address().Address;
        var host = address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        return new ServiceLinkOptions
        {
            Host = host.ToString(), Port = BoundPort, ClientId = client, MeasureLag = true,
            Login = IsClosed ? new BrokerLogin { Username = BrokerAccess.Own, Known = _access!.OwnPassword } : new BrokerLogin(),
        };
    }

    /// <summary>From now on the service receives every message.</summary>
    internal void Attach(BrokerLink link)
    {
        lock (_running)
        {
            _links = [.. _links, link];
        }
    }

    /// <summary>From now on the service receives no more messages.</summary>
    internal void Detach(BrokerLink link)
    {
        lock (_running)
        {
            _links = [.. _links.Where(other => other != link)];
        }
    }

    /// <summary>Publishes a service's message; false while the broker is not running.</summary>
    internal async Task<bool> PublishAsync(BrokerLink from, string topic, byte[] payload, CancellationToken cancellation)
    {
        if (_server is not { } server)
        {
            return false;
        }

        var message = new MqttApplicationMessage { Topic = topic, PayloadSegment = payload };
        await server.InjectApplicationMessage(
            new InjectedMqttApplicationMessage(message) { SenderClientId = from.Name }, cancellation);
        return true;
    }

    Task HandOver(InterceptingPublishEventArgs publish)
    {
        if (publish.ProcessPublish)
        {
            foreach (var link in _links)
            {
                link.Received(publish.ApplicationMessage.Topic, publish.ApplicationMessage.Payload);
            }

            publish.ProcessPublish = !_routes!.TryDeliver(publish.ApplicationMessage);
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether every client needs an account.</summary>
    bool IsClosed => _options.NeedsAccounts || !IPAddress.IsLoopback(Address().Address);

    AccountFile? Accounts()
    {
        if (_options.AccountFile.Length > 0 && File.Exists(_options.AccountFile))
        {
            return new AccountFile(_options.AccountFile, _logger);
        }

        return IsClosed
            ? throw new InvalidOperationException(
                $"The broker cannot listen on {_options.Host} without accounts, because clients beyond this machine need one, and the "
                + $"account file '{_options.AccountFile}' does not exist. \"venue provision\" creates it.")
            : null;
    }

    async Task WatchAccountsAsync(BrokerAccess access, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(AccountInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await access.RefreshAsync();
            }
        }
        catch (Exception e)
        {
            if (!stop.IsCancellationRequested)
            {
                _logger.LogError(e, "The account file is not read again until the next connection");
            }
        }
    }

    // Two services with the same name would both decide.
    Task RefuseNamesOfLinks(ValidatingConnectionEventArgs asked)
    {
        if (_links.Any(link => link.Name == asked.ClientId))
        {
            asked.ReasonCode = MqttConnectReasonCode.ClientIdentifierNotValid;
            asked.ReasonString = $"{asked.ClientId} runs in the broker's own process";
        }

        return Task.CompletedTask;
    }

    IPEndPoint Address()
    {
        var host = _options.Host == "localhost" ? "127.0.0.1" : _options.Host;
        return IPAddress.TryParse(host, out var address)
            ? new IPEndPoint(address, _options.Port)
            : throw new InvalidOperationException(
                $"The broker's host '{host}' is not an IP address. Use 127.0.0.1, 0.0.0.0 or one of this machine's own.");
    }
}
