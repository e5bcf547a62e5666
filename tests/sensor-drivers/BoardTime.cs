using Pedestal.Hal;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.SensorDrivers.Tests;

/// <summary>A board's clock as a driver sees it.</summary>
sealed class BoardTime(Board board) : IClock
{
    public long NowMicroseconds() => board.Clock.NowMicroseconds;

    public void Sleep(int milliseconds) => Board.Sleep(milliseconds * 1_000L);
}
