namespace Pedestal.Fleet;

/// <summary>A command cannot go on; the message says what happened, where, and what to do.</summary>
sealed class FleetException(string message) : Exception(message);
