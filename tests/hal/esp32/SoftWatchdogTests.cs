using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

public sealed class SoftWatchdogTests
{
    [Fact]
    public async Task A_hanging_thread_reboots_the_board()
    {
        var starts = 0;
        var time = new VirtualTime();
        using var board = new Board(time);
        var rebootedAt = 0L;
        board.PowerUp(() =>
        {
            if (Interlocked.Increment(ref starts) == 1)
            {
                new SoftWatchdog(new GuardedThread("lane", new NoWork(), 5, new EspClock())).Start();
            }
            else
            {
                Interlocked.CompareExchange(ref rebootedAt, time.NowMicroseconds, 0);
            }
        });

        await Eventually.TrueAsync(() => Interlocked.Read(ref rebootedAt) != 0, TestContext.Current.CancellationToken);
        Assert.Equal((2, 1), (starts, board.Restarts));
        Assert.InRange(rebootedAt, 5_000_000, 8_000_000);
    }

    sealed class NoWork : IWork
    {
        public bool DoRound() => true;
    }
}
