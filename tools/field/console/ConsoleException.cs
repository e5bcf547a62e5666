namespace Pedestal.ConsoleTool;

/// <summary>How the program ends.</summary>
public enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Ok = 0,

    /// <summary>The report is written, and an item of the self test has failed.</summary>
    SelfTestFailed = 1,

    /// <summary>The command line is wrong, or a file cannot be written.</summary>
    Usage = 2,

    /// <summary>The port or the address cannot be opened.</summary>
    NotConnected = 3,

    /// <summary>The pedestal does not answer, or the connection broke off.</summary>
    Silent = 4,

    /// <summary>The pedestal refused the command.</summary>
    Refused = 5,

    /// <summary>What came in is damaged.</summary>
    Damaged = 6,

    /// <summary>The report is written, nothing has failed, and an item of the self test was left out.</summary>
    SelfTestIncomplete = 7,
}

/// <summary>Why the program cannot go on, in words for the person at the keyboard.</summary>
/// <param name="code">How the program ends.</param>
/// <param name="message">What happened, where, and what to do.</param>
public sealed class ConsoleException(ExitCode code, string message) : Exception(message)
{
    /// <summary>How the program ends.</summary>
    public ExitCode Code => code;
}
