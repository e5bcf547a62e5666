namespace Pedestal.Fleet;

/// <summary>The exit codes of commands.</summary>
static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>Refused, no reply, or unreachable.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong or needs a file that cannot be used; nothing was sent.</summary>
    public const int Usage = 2;
}
