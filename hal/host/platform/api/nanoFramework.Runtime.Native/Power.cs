using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Runtime.Native;

/// <summary>What to restart.</summary>
public enum RebootOption
{
    /// <summary>The whole controller.</summary>
    NormalReboot = 0,
}

/// <summary>The controller's power.</summary>
public class Power
{
    /// <summary>Restarts the program; never returns.</summary>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
    {
        Board.Run.Stop();
        throw new BoardStoppedException();
    }
}
