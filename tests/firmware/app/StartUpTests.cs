using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Supervision;
using Pedestal.Hal.Host.Platform;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;
using Xunit.Sdk;
using Xunit.v3;
using Board = Pedestal.Hal.Host.Platform.Board;

// Each test has its own board and mostly waits for it.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 12)]

namespace Pedestal.App.Tests;

/// <summary>The application as flashed, from power-up, with possible faults of the start-up.</summary>
public sealed class StartUpTests
{
    // The five minutes until a start-up is retried last two seconds.
    const double Hurry = 150;

    static readonly DeviceKey Key = new([.. Enumerable.Range(1, DeviceKey.Length).Select(i => (byte)i)]);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<StartupFault, string> Faults => new()
    {
        { StartupFault.StorageFailed, "storage-failed" },
        { StartupFault.NotEnoughMemory, "bytes free, 1048576 needed" },
        { StartupFault.CameraBusFailed, "camera-bus-failed" },
        { StartupFault.WifiNoInterface, "virtual" },
        { StartupFault.WifiNoAddress, "virtual" },
        { StartupFault.WifiNoTime, "virtual" },
        { StartupFault.WifiFailed, "virtual" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_failed_start_up_reports_its_reason_shows_its_number_and_succeeds_after_the_repair(StartupFault fault, string says)
    {
        await using var broker = await Broker.StartAsync(Cancellation);
        var time = new RealTime { Speed = Hurry };
        await using var pedestal = Create(broker.Port, time);
        Break(pedestal.Board, fault, isBroken: true);
        pedestal.Start();

        await Eventually.TrueAsync(() => pedestal.StartupFault?.Contains(says, StringComparison.Ordinal) == true, Cancellation);
        await Eventually.TrueAsync(() => pedestal.Parts.Ring.Colours.Count(colour => colour == 0x400000) == (int)fault, Cancellation);
        Assert.Equal(Indication.Fault, pedestal.Indication);
        Assert.Equal(0, pedestal.Gate.Openings);

        Break(pedestal.Board, fault, isBroken: false);
        await Eventually.TrueAsync(() => pedestal.StartupFault == null && pedestal.State != LaneState.Fault, Cancellation);
        time.Speed = 1;
        await pedestal.WaitReadyAsync(Cancellation);
    }

    [Fact]
    public async Task A_pedestal_without_settings_waits_for_a_person()
    {
        var board = new Board(new RealTime { Speed = Hurry });
        await using var stop = new Stopping(board);
        var parts = new Hal.Host.Chips.PedestalParts(board);
        board.PowerUp(Firmware.Program.Main);

        await Eventually.TrueAsync(() => parts.Ring.Colours.Count(colour => colour == 0x400000) == 1, Cancellation);
        var begin = board.Clock.NowMicroseconds;
        await Eventually.TrueAsync(() => board.Clock.NowMicroseconds - begin > 400_000_000, Cancellation);
        Assert.Equal((0, 0), (board.Restarts, parts.Watchdog.Resets));
    }

    [Fact]
    public async Task A_board_that_cannot_be_opened_is_retried_and_the_reason_written_for_a_debugger()
    {
        var board = new Board(new RealTime { Speed = 50 });
        await using var stop = new Stopping(board);
        _ = new Hal.Host.Chips.PedestalParts(board);
        var said = new List<string>();
        board.Debugged += line =>
        {
            lock (said)
            {
                said.Add(line);
            }
        };
        board.Spi(Hal.Host.Chips.Wiring.RingBus).Failed = true;
        board.PowerUp(Firmware.Program.Main);

        await Eventually.TrueAsync(() => board.Restarts >= 2, Cancellation);
        lock (said)
        {
            Assert.All(said, line => Assert.StartsWith("the board cannot be opened: ", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_watchdog_is_fed_while_the_pedestal_is_idle()
    {
        await using var broker = await Broker.StartAsync(Cancellation);
        var time = new RealTime();
        await using var pedestal = Create(broker.Port, time);
        pedestal.Start();
        await pedestal.WaitReadyAsync(Cancellation);

        time.Speed = 60;
        var begin = time.NowMicroseconds;
        await Eventually.TrueAsync(() => time.NowMicroseconds - begin > 130_000_000, Cancellation);

        Assert.Equal((0, 0), (pedestal.Board.Restarts, pedestal.Parts.Watchdog.Resets));
    }

    static void Break(Board board, StartupFault fault, bool isBroken)
    {
        switch (fault)
        {
            case StartupFault.StorageFailed:
                board.Flash.Failed = isBroken;
                break;
            case StartupFault.NotEnoughMemory:
                board.Memory.Taken = isBroken ? BoardMemory.Total : 0;
                break;
            case StartupFault.CameraBusFailed:
                board.Spi(Hal.Host.Chips.Wiring.CameraBus).Failed = isBroken;
                break;
            case StartupFault.WifiNoInterface:
                board.Radio.HasInterface = !isBroken;
                break;
            case StartupFault.WifiNoAddress:
                board.Radio.DhcpReplies = !isBroken;
                break;
            case StartupFault.WifiNoTime:
                board.Radio.TimeServerReplies = !isBroken;
                break;
            case StartupFault.WifiFailed:
                board.Radio.DriverFails = isBroken;
                break;
        }
    }

    static VirtualPedestal.VirtualPedestal Create(int port, BoardClock time) => new(new VirtualPedestalOptions
    {
        Venue = "demo", Device = "gate-1", MatchKey = Key, TicketKey = Key, BrokerPort = port, Time = time,
    });

    sealed class Stopping(Board board) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.Run(board.Dispose);
    }
}
