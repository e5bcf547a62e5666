namespace Pedestal.Ticketing;

/// <summary>Operators cannot be changed like this; the message says why and what to do.</summary>
public sealed class OperatorException(string message) : InvalidOperationException(message);
