namespace Pedestal.Hal.Host.Platform;

/// <summary>Ends a thread of a program whose board has lost power or restarts.</summary>
public sealed class BoardStoppedException() : Exception("The board has stopped.");
