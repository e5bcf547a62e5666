using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Pedestal.Matcher;

/// <summary>
/// Ends the palms' part when the other nodes have left this one out of the cluster, as after a freeze; it is started again, and joins
/// again. What else runs in the process goes on.
/// </summary>
sealed class LeftOut(IHostApplicationLifetime part, ILogger<LeftOut> logger) : IFatalErrorHandler
{
    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        logger.LogError("This node is not in the cluster any more, and joins again: {Reason} {Fault}", context, exception?.Message);
        part.StopApplication();
    }
}
