namespace Pedestal.Fleet;

/// <summary>A command cannot continue; the message says what happened, where, and what to do.</summary>
public sealed class FleetException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>Whether what was asked for is wrong, so that nothing was sent.</summary>
    public bool IsUsage => isUsage;
}
