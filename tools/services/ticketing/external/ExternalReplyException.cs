namespace Pedestal.Ticketing;

/// <summary>A response that the contract does not allow. The message never quotes the response.</summary>
sealed class ExternalReplyException(string message, bool isOutage) : Exception(message)
{
    /// <summary>
    /// Whether the system is at fault rather than this request: one guest's odd code must not lock out all others.
    /// </summary>
    internal bool IsOutage { get; } = isOutage;

    internal static ExternalReplyException OfStatus(int status) =>
        new($"status {status}", status is 408 or 429 or < 400 or >= 500);
}
