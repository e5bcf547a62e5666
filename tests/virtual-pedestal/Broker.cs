using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Messaging;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A broker on a free port that can be unplugged and plugged in again on the same one.</summary>
sealed class Broker : IAsyncDisposable
{
    EmbeddedBroker? _broker;

    public int Port { get; } = FreePort.Next();

    public static async Task<Broker> StartAsync(CancellationToken cancellation)
    {
        var broker = new Broker();
        await broker.PlugInAsync(cancellation);
        return broker;
    }

    public async Task PlugInAsync(CancellationToken cancellation)
    {
        _broker = new EmbeddedBroker(new BrokerOptions { Port = Port }, NullLogger<EmbeddedBroker>.Instance);
        await _broker.StartAsync(cancellation);
    }

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

    public async ValueTask DisposeAsync() => await _broker!.DisposeAsync();
}
