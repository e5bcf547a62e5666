namespace Pedestal.Ticketing;

/// <summary>An answer that the contract does not have. The message never quotes the answer.</summary>
sealed class ExternalAnswerException(string message, bool isOutage) : Exception(message)
{
    /// <summary>Whether the system is at fault, not this one request: a guest's odd code must not shut out all others.</summary>
    internal bool IsOutage { get; } = isOutage;

    internal static ExternalAnswerException OfStatus(int status) =>
        new($"status {status}", status is 408 or 429 or < 400 or >= 500);
}
