using Pedestal.Hal.Host.Platform;

namespace NanoSystem;

/// <summary>Output to an attached debugger.</summary>
public static class Console
{
    /// <summary>Writes a line.</summary>
    public static void WriteLine(string value) => Board.Current.WriteToDebugger(value);
}
