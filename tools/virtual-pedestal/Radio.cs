using System.Security.Cryptography.X509Certificates;
using Pedestal.Core;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// The link of a pedestal that restarts: what is connected goes with the power, and the next start connects with the settings
/// it finds. Thread-safe but for <see cref="PowerUp"/>.
/// </summary>
sealed class Radio : ILink, IAsyncDisposable
{
    // A board takes its time to start; until then the broker has noticed that the connection is gone.
    static readonly TimeSpan StartTime = TimeSpan.FromMilliseconds(300);

    volatile MqttLink? _link;
    volatile string _broker = string.Empty;
    Task _start = Task.CompletedTask;

    /// <summary>The broker of the settings in force, host:port.</summary>
    public string Broker => _broker;

    /// <summary>Why the broker is not connected, in words; null while it is.</summary>
    public string? Trouble => _link is { } link ? link.Trouble : "not started";

    /// <summary>Begins to connect as these settings say, which are in force now; what was connected is cut.</summary>
    public void PowerUp(DeviceSettings settings, VirtualPedestalOptions options)
    {
        var before = _link;
        _link = new MqttLink(new MqttLinkOptions
        {
            Venue = settings.Venue ?? options.Venue,
            Device = settings.Device ?? options.Device,
            Host = settings.BrokerHost ?? options.BrokerHost,
            Port = settings.BrokerPort,
            Tls = settings.BrokerTls,
            TlsAuthority = settings.BrokerCa is { } authority ? X509CertificateLoader.LoadCertificate(authority) : null,
            Username = settings.BrokerUser,
            Password = settings.BrokerPassword,
        });
        _broker = $"{settings.BrokerHost ?? options.BrokerHost}:{settings.BrokerPort}";
        _start = StartAsync(_start, before, _link);
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

    static async Task StartAsync(Task started, MqttLink? before, MqttLink next)
    {
        await started;
        if (before != null)
        {
            await before.DisposeAsync();
            await Task.Delay(StartTime);
        }

        next.Start();
    }
}
