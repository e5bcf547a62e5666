using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// The link of a pedestal that restarts: what is connected goes with the power, and the next start connects with the settings
/// it finds; without a network address there is no connection either. Thread-safe.
/// </summary>
sealed class Radio(GatePulse pulse) : ILink, IAsyncDisposable
{
    // A board takes its time to start; until then the broker has noticed that the connection is gone.
    static readonly TimeSpan StartTime = TimeSpan.FromMilliseconds(300);

    readonly Lock _lock = new();
    MqttLinkOptions? _options;
    volatile bool _isUp = true;
    volatile MqttLink? _link;
    volatile string _broker = string.Empty;
    Task _start = Task.CompletedTask;

    /// <summary>The broker of the settings in force, host:port.</summary>
    public string Broker => _broker;

    /// <inheritdoc/>
    public string? Trouble => _link is { } link ? link.Trouble : _isUp ? "not started" : "no network address";

    /// <summary>Begins to connect as these settings say, which are in force now; what was connected is cut.</summary>
    public void PowerUp(DeviceSettings settings, VirtualPedestalOptions options)
    {
        _broker = $"{settings.BrokerHost ?? options.BrokerHost}:{settings.BrokerPort}";
        Connect(new MqttLinkOptions
        {
            Venue = settings.Venue ?? options.Venue,
            Device = settings.Device ?? options.Device,
            Host = settings.BrokerHost ?? options.BrokerHost,
            Port = settings.BrokerPort,
            Tls = settings.BrokerTls,
            TlsAuthorities = settings.BrokerCa is { } authorities ? AuthorityFile.Parse(authorities) : null,
            Username = settings.BrokerUser,
            Password = settings.BrokerPassword,
            Pulse = pulse,
        });
    }

    /// <summary>A start that stands still: what was connected is cut.</summary>
    public void PowerDown() => Connect(null);

    /// <summary>Whether the TLS library takes these bytes for a certificate; also when there are none.</summary>
    public static bool CanUse(byte[]? authority)
    {
        try
        {
            return authority is null || AuthorityFile.Parse(authority).Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The network's address comes or goes, and the connection with it.</summary>
    public void SetNetwork(bool isUp)
    {
        lock (_lock)
        {
            _isUp = isUp;
            Connect(_options);
        }
    }

    /// <inheritdoc/>
    public bool IsConnected() => _link is { } link && link.IsConnected();

    /// <inheritdoc/>
    public bool Publish(Channel channel, byte[] payload, bool retain) =>
        _link is { } link && link.Publish(channel, payload, retain);

    /// <inheritdoc/>
    public InboundMessage? TryReceive() => _link?.TryReceive();

    /// <inheritdoc/>
    public InboundMessage? TryReceiveCommand() => _link?.TryReceiveCommand();

    /// <summary>Pulls the plug.</summary>
    public async ValueTask DisposeAsync()
    {
        await _start;
        if (_link is { } link)
        {
            await link.DisposeAsync();
        }
    }

    void Connect(MqttLinkOptions? options)
    {
        lock (_lock)
        {
            _options = options;
            var before = _link;
            _link = _isUp && options != null ? new MqttLink(options) : null;
            _start = StartAsync(_start, before, _link);
        }
    }

    static async Task StartAsync(Task started, MqttLink? before, MqttLink? next)
    {
        await started;
        if (before != null)
        {
            await before.DisposeAsync();
            await Task.Delay(StartTime);
        }

        next?.Start();
    }
}
