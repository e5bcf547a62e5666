using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>Names dropped messages in the log: each reason of each device once in ten seconds, with how many more there were.</summary>
sealed class DropLog(string service, TimeProvider time, ILogger logger)
{
    readonly WarningThrottle _throttle = new(time, TimeSpan.FromSeconds(10));

    /// <summary>A message was dropped.</summary>
    /// <param name="device">The sender's name.</param>
    /// <param name="reason">Why; one of a limited number of texts.</param>
    /// <param name="isKnown">Whether the sender is one of a limited number; those that are not share their line.</param>
    internal void Dropped(string device, string reason, bool isKnown = true)
    {
        if (_throttle.Passes(isKnown ? device : "", reason, out var leftOut))
        {
            logger.LogWarning(
                "{Service} dropped a message from {Device}: {Reason}; {LeftOut} more before", service, device, reason, leftOut);
        }
    }
}
