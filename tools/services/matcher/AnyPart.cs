using Microsoft.Extensions.Hosting;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// Comes last in the start of a process: one in which no part could be started ends with the reasons, so that a wrong setting is
/// an error and not a process that does nothing.
/// </summary>
sealed class AnyPart(IEnumerable<Part> parts) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No part runs.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var all = parts.ToList();
        return all.All(part => part.HasBeenTried && part.Fault is not null)
            ? throw new InvalidOperationException(string.Join(Environment.NewLine, all.Select(part => part.Fault).Distinct()))
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
