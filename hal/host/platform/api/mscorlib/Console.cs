using Pedestal.Hal.Host.Platform;

namespace NanoSystem;

/// <summary>What only an attached debugger hears.</summary>
public static class Console
{
    /// <summary>Says a line to it.</summary>
    public static void WriteLine(string value) => Board.Current.TellDebugger(value);
}
