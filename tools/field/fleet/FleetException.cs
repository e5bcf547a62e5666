namespace Pedestal.Fleet;

/// <summary>A command cannot continue; the message says what happened, where, and what to do.</summary>
sealed class FleetException(string message, int code = ExitCode.Failed) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int Code => code;
}
