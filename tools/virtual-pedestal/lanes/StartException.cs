namespace Pedestal.VirtualPedestal;

/// <summary>The lanes cannot be started; the message says why and what to do.</summary>
sealed class StartException(string message) : Exception(message);
