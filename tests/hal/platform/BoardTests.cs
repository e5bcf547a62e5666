using System.Device.Gpio;
using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;
using Thread = NanoSystem.Threading.Thread;

namespace Pedestal.Hal.Host.Platform.Tests;

public sealed class BoardTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_platform_names_the_missing_board() =>
        Assert.Contains("belongs to no board", Assert.Throws<InvalidOperationException>(() => HighResTimer.GetCurrent()).Message);

    [Fact]
    public async Task A_thread_acts_on_the_board_of_the_thread_that_started_it()
    {
        using var one = new Board(new RealTime());
        using var two = new Board(new RealTime());
        foreach (var (board, pin) in new[] { (one, 4), (two, 5) })
        {
            board.PowerUp(() =>
            {
                new Thread(() => new GpioController().OpenPin(pin, PinMode.Output).Write(PinValue.High)).Start();
                Thread.Sleep(int.MaxValue / 1000);
            });
        }

        await Eventually.TrueAsync(() => one.Pins[4].IsHigh && two.Pins[5].IsHigh, Cancellation);
        Assert.False(one.Pins[5].IsHigh || two.Pins[4].IsHigh);
    }

    [Fact]
    public async Task A_restart_ends_every_thread_releases_the_pins_and_keeps_the_flash()
    {
        using var board = new Board(new RealTime());
        var (runs, ended, wasDriven) = (0, 0, false);
        board.PowerUp(() =>
        {
            wasDriven |= board.Pins[7].IsOutput;
            new GpioController().OpenPin(7, PinMode.Output).Write(PinValue.High);
            new Thread(() =>
            {
                try
                {
                    Thread.Sleep(100_000);
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            }).Start();
            NanoSystem.IO.File.WriteAllBytes($@"I:\{Interlocked.Increment(ref runs)}", [1]);
            if (runs < 3)
            {
                Power.RebootDevice();
            }

            Thread.Sleep(100_000);
        });

        await Eventually.TrueAsync(() => Volatile.Read(ref runs) == 3, Cancellation);
        board.PowerDown();

        Assert.Equal((3, false, 2), (ended, wasDriven, board.Restarts));
        Assert.Equal(["1", "2", "3"], board.Flash.Names);
        Assert.False(board.Pins[7].IsHigh);
    }

    [Fact]
    public async Task A_program_that_catches_all_exceptions_ends_at_its_next_wait()
    {
        var board = new Board(new RealTime());
        var rounds = 0;
        board.PowerUp(() =>
        {
            while (true)
            {
                rounds++;
                try
                {
                    Board.WaitWhile(() => true);
                }
                catch (Exception)
                {
                    Thread.Sleep(1);
                }
            }
        });
        await Eventually.TrueAsync(() => Volatile.Read(ref rounds) > 0, Cancellation);

        board.PowerDown();

        Assert.Equal(1, rounds);
    }

    [Fact]
    public void A_bus_needs_pins_and_a_transfer_has_a_longest_length()
    {
        using var board = new Board(new VirtualTime());
        using var entered = board.Enter();
        var settings = new SpiConnectionSettings(1, 10) { ClockFrequency = 8_000_000 };
        Assert.Throws<ArgumentException>(() => SpiDevice.Create(settings));

        Configuration.SetPinFunction(11, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(12, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(13, DeviceFunction.SPI1_MISO);
        var device = SpiDevice.Create(settings);
        var before = HighResTimer.GetCurrent();
        var miso = new byte[16_384];
        device.TransferFullDuplex(new byte[16_384], miso);

        Assert.InRange(HighResTimer.GetCurrent() - before, 16_384UL, 16_388UL);
        Assert.All(miso, value => Assert.Equal(0xFF, value));
        Assert.Throws<ArgumentException>(() => device.TransferFullDuplex(new byte[16_385], new byte[16_385]));
        Assert.Throws<ArgumentException>(() => device.TransferFullDuplex(new byte[2], new byte[3]));
    }
}
