using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>Logs dropped messages: each reason and device at most every ten seconds, with the number of those not logged.</summary>
sealed class DropLog(string service, TimeProvider time, ILogger logger)
{
    readonly WarningThrottle _throttle = new(time, TimeSpan.FromSeconds(10));

    /// <summary>Records that a message was dropped.</summary>
    /// <param name="device">The sender's name.</param>
    /// <param name="reason">Why; one of a limited number of texts.</param>
    /// <param name="isKnown">Whether the sender is known; unknown senders share a line, because their names are unlimited.</param>
    internal void Dropped(string device, string reason, bool isKnown = true)
    {
        if (_throttle.Passes(isKnown ? device : "", reason, out var leftOut))
        {
            logger.LogWarning(
                "{Service} dropped a message from {Device}: {Reason}; {LeftOut} more were not logged", service, device, reason, leftOut);
        }
    }
}
