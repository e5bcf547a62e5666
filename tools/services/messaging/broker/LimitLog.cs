using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// Logs which limit of the broker was reached: the first time at once, then every ten seconds with the count.
/// </summary>
sealed class LimitLog(TimeProvider time, ILogger logger)
{
    readonly WarningThrottle _throttle = new(time, TimeSpan.FromSeconds(10));

    /// <summary>Records that a limit was reached.</summary>
    /// <param name="who">The client's identifier or address.</param>
    /// <param name="what">The limit and what was done; one of a fixed set of texts.</param>
    internal void Reached(string who, string what)
    {
        // Clients choose their own names, so a name must neither be remembered nor be able to forge log lines.
        if (_throttle.Passes("", what, out var leftOut))
        {
            logger.LogWarning("Broker limit: {Client}: {Limit}; {LeftOut} more were not logged",
                BrokerAccounts.IsName(who) || who.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':' or '[' or ']') ? who : "(invalid name)",
                what, leftOut);
        }
    }
}
