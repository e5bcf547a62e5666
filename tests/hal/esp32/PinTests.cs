using System.Device.Gpio;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>The drivers of single pins: buzzer, switches, watchdog.</summary>
public sealed class PinTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly PedestalParts _parts;
    readonly GpioController _gpio;

    public PinTests()
    {
        _board = new Board(_time);
        _parts = new PedestalParts(_board);
        _entered = _board.Enter();
        _gpio = new GpioController();
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void The_buzzer_sounds_for_the_given_time()
    {
        var buzzer = new GpioBuzzer(_gpio, 1);
        buzzer.Sound(80);
        Board.Sleep(200_000);
        buzzer.Sound(350);
        Board.Sleep(1_000_000);
        Assert.Equal([(0, 80_000), (200_000, 550_000)], _parts.Buzzer.Sounds);
    }

    [Fact]
    public void A_second_sound_extends_the_first()
    {
        var buzzer = new GpioBuzzer(_gpio, 1);
        buzzer.Sound(80);
        Board.Sleep(50_000);
        buzzer.Sound(80);
        Board.Sleep(1_000_000);
        Assert.Equal([(0, 130_000)], _parts.Buzzer.Sounds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_switch_is_off_at_first_and_drives_its_pin_by_its_polarity(bool activeLow)
    {
        var pin = _board.Pins[21];
        var load = new GpioSwitch(_gpio, 21, activeLow);
        Assert.Equal(activeLow, pin.IsHigh);
        load.Set(true);
        Assert.Equal(!activeLow, pin.IsHigh);
        load.Set(false);
        Assert.Equal(activeLow, pin.IsHigh);
    }

    [Fact]
    public void Every_feed_is_an_edge_that_restarts_the_watchdog()
    {
        _board.PowerUp(() => { });
        var watchdog = new ExternalWatchdog(_gpio, 41);
        for (var minute = 0; minute < 10; minute++)
        {
            Board.Sleep(59_000_000);
            watchdog.Feed();
        }

        Assert.Equal(0, _parts.Watchdog.Resets);
        Board.Sleep(61_000_000);
        Assert.Equal(1, _parts.Watchdog.Resets);
    }
}
