using Pedestal.Hal;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Testing;

/// <summary>A board's clock for a driver.</summary>
public sealed class BoardTime(Board board) : IClock
{
    /// <inheritdoc/>
    public long NowMicroseconds() => board.Clock.NowMicroseconds;

    /// <inheritdoc/>
    public void Sleep(int milliseconds) => Board.Sleep(milliseconds * 1_000L);
}
