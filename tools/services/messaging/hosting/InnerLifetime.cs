using Microsoft.Extensions.Hosting;

namespace Pedestal.Messaging;

/// <summary>The lifetime of a host inside another one: signals and console are the outer host's.</summary>
public sealed class InnerLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
