namespace Pedestal.VirtualPedestal;

/// <summary>The lanes cannot be started; the message says what happened, where, and what to do.</summary>
sealed class StartException(string message) : Exception(message);
