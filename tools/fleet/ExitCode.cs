namespace Pedestal.Fleet;

/// <summary>How a command ends.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Refused, no answer, or not reached.</summary>
    public const int Failed = 1;
}
