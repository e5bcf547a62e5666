using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Pedestal.Matcher;

/// <summary>
/// Ends the palms' part when the other nodes have left this one out of the cluster, as after a freeze; it is started again, and joins
/// again. What else runs in the process goes on.
/// </summary>
/// <param name="part">The palms' part.</param>
/// <param name="process">The process, which must end with a node that is left out while it joins: Orleans does not stop one before it has
/// started, and it would take every other connection that is meant for the node's next start.</param>
/// <param name="logger">The log.</param>
sealed class LeftOut(IHostApplicationLifetime part, IHostApplicationLifetime process, ILogger<LeftOut> logger) : IFatalErrorHandler
{
    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        var hasJoined = part.ApplicationStarted.IsCancellationRequested;
        logger.LogError("This node is not in the cluster any more, and joins again{How}: {Reason} {Fault}",
            hasJoined ? "" : " when its process is started again", context, exception?.Message);
        (hasJoined ? part : process).StopApplication();
    }
}
