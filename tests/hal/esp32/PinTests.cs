using System.Device.Gpio;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>What drives one pin: buzzer, switches, the watchdog's sign of life.</summary>
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
    public void The_buzzer_sounds_as_long_as_it_is_told_and_ends_by_itself()
    {
        var buzzer = new GpioBuzzer(_gpio, 1);
        buzzer.Sound(80);
        Board.Sleep(200_000);
        buzzer.Sound(350);
        Board.Sleep(1_000_000);
        Assert.Equal([(0, 80_000), (200_000, 550_000)], _parts.Buzzer.Sounds);
    }

    [Fact]
    public void Told_again_while_it_sounds_it_sounds_on()
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
    public void A_switch_is_off_from_the_start_and_drives_its_pin_as_it_is_wired(bool activeLow)
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
    public void Every_sign_of_life_is_an_edge_that_the_watchdog_takes()
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
