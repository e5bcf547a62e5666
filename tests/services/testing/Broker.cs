using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Messaging;

namespace Pedestal.Testing;

/// <summary>A broker on a free port that can be unplugged and plugged in again on the same one.</summary>
public sealed class Broker : IAsyncDisposable
{
    EmbeddedBroker? _broker;

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Starts one.</summary>
    public static async Task<Broker> StartAsync(CancellationToken cancellation)
    {
        var broker = new Broker();
        await broker.PlugInAsync(cancellation);
        return broker;
    }

    /// <summary>Starts it again where it was.</summary>
    public async Task PlugInAsync(CancellationToken cancellation)
    {
        _broker = new EmbeddedBroker(new BrokerOptions { Port = Port }, NullLogger<EmbeddedBroker>.Instance);
        await _broker.StartAsync(cancellation);
    }

    /// <summary>Stops it; every connection ends.</summary>
    public Task UnplugAsync(CancellationToken cancellation) => _broker!.StopAsync(cancellation);

    /// <summary>A connected service.</summary>
    public async Task<ServiceLink> ConnectAsync(string clientId, CancellationToken cancellation)
    {
        var service = new ServiceLink(
            new ServiceLinkOptions { Port = Port, ClientId = clientId }, NullLogger.Instance);
        await service.StartAsync(cancellation);
        await service.WaitConnectedAsync(cancellation);
        return service;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _broker!.DisposeAsync();
}
