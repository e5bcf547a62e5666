namespace Pedestal.Fleet;

/// <summary>How a command ends.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Refused, no answer, or not reached.</summary>
    public const int Failed = 1;

    /// <summary>What was asked for cannot be understood, or needs a file that cannot be used; nothing was sent.</summary>
    public const int Usage = 2;
}
