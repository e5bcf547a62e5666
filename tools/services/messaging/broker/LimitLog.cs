using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>Says which limit of the broker was reached: the first time at once, then once in ten seconds with how often.</summary>
sealed class LimitLog(TimeProvider time, ILogger logger)
{
    readonly WarningThrottle _throttle = new(time, TimeSpan.FromSeconds(10));

    /// <summary>A limit was reached.</summary>
    /// <param name="who">The client's identifier or address.</param>
    /// <param name="what">Which limit and what was done; one of a fixed set of texts.</param>
    internal void Reached(string who, string what)
    {
        // Strangers call themselves what they like: their names must neither be remembered nor write the log.
        if (_throttle.Passes("", what, out var leftOut))
        {
            logger.LogWarning("Broker limit: {Client}: {Limit}; {LeftOut} more before",
                BrokerAccounts.IsName(who) || who.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':' or '[' or ']') ? who : "(invalid name)",
                what, leftOut);
        }
    }
}
