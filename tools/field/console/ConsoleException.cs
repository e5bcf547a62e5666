namespace Pedestal.ConsoleTool;

/// <summary>The program's exit codes.</summary>
public enum ExitCode
{
    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>The report is written, and an item of the self test failed.</summary>
    SelfTestFailed = 1,

    /// <summary>The command line is wrong, or a file cannot be written.</summary>
    Usage = 2,

    /// <summary>The port or address cannot be opened.</summary>
    NotConnected = 3,

    /// <summary>The pedestal does not respond, or the connection was lost.</summary>
    Silent = 4,

    /// <summary>The pedestal refused the command.</summary>
    Refused = 5,

    /// <summary>Received data is damaged.</summary>
    Damaged = 6,

    /// <summary>The report is written, nothing failed, but an item of the self test was skipped.</summary>
    SelfTestIncomplete = 7,
}

/// <summary>Why the program cannot continue, in words for the person at the keyboard.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">What happened, where, and what to do.</param>
public sealed class ConsoleException(ExitCode code, string message) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public ExitCode Code => code;
}
