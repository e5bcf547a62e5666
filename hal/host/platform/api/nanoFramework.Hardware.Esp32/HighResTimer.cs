using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The microsecond counter.</summary>
public class HighResTimer
{
    /// <summary>Microseconds since the program began.</summary>
    public static ulong GetCurrent()
    {
        var run = Board.Run;
        return (ulong)(run.Board.Clock.NowMicroseconds - run.Began);
    }
}
