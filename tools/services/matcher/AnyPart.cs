using Microsoft.Extensions.Hosting;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// The last step of the process's start: if no part that guests need could be started, the process ends with the reasons, so that a wrong
/// setting is an error instead of a process that does nothing.
/// </summary>
sealed class AnyPart(IEnumerable<Part> parts) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No part is running.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var all = parts.Where(part => part.ServesGuests).ToList();
        return all.All(part => part.HasBeenTried && part.Fault is not null)
            ? throw new InvalidOperationException(string.Join(Environment.NewLine, all.Select(part => part.Fault).Distinct()))
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
