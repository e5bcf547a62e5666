namespace Pedestal.Fleet;

/// <summary>A command cannot go on; the message says what happened, where, and what to do.</summary>
sealed class FleetException(string message, int code = ExitCode.Failed) : Exception(message)
{
    /// <summary>How the program ends.</summary>
    public int Code => code;
}
