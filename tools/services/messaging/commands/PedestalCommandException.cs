namespace Pedestal.Messaging.Commands;

/// <summary>A command was not carried out, or nobody knows whether it was; the message says why and what to do.</summary>
public sealed class PedestalCommandException(string message) : Exception(message)
{
    /// <summary>Whether the operator has no key for the pedestal, so that nothing was sent.</summary>
    public bool IsUnknownPedestal { get; init; }
}
