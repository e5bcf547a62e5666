using Microsoft.Extensions.Hosting;

namespace Pedestal.Messaging;

/// <summary>The lifetime of a host inside another host, which handles signals and console.</summary>
public sealed class InnerLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
