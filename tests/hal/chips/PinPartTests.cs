using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

/// <summary>The parts with a single pin: watchdog, LEDs, buzzer.</summary>
public sealed class PinPartTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly PedestalParts _parts;

    public PinPartTests()
    {
        _board = new Board(_time);
        _parts = new PedestalParts(_board);
    }

    public void Dispose() => _board.Dispose();

    [Fact]
    public void The_watchdog_resets_the_board_after_a_minute_without_an_edge()
    {
        _board.PowerUp(() => { });
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(50_000_000);
            _board.Pins[41].Drive(i % 2 == 0);
        }

        Assert.Equal(0, _parts.Watchdog.Resets);
        _time.Advance(59_999_999);
        Assert.Equal(0, _parts.Watchdog.Resets);
        _time.Advance(1);
        Assert.Equal(1, _parts.Watchdog.Resets);
        _time.Advance(60_000_000);
        Assert.Equal(2, _parts.Watchdog.Resets);
    }

    [Fact]
    public void The_watchdog_does_nothing_with_its_jumper_set_or_without_power()
    {
        _board.PowerUp(() => { });
        _parts.Watchdog.IsOff = true;
        _time.Advance(600_000_000);
        _parts.Watchdog.IsOff = false;
        _time.Advance(30_000_000);
        _board.PowerDown();
        _time.Advance(600_000_000);
        Assert.Equal(0, _parts.Watchdog.Resets);
    }

    [Fact]
    public void The_leds_are_on_while_their_pin_is_high_but_at_most_300_ms()
    {
        var pin = _board.Pins[14];
        Assert.False(_parts.Light.IsOn);
        pin.Drive(true);
        _time.Advance(299_999);
        Assert.True(_parts.Light.IsOn);
        _time.Advance(1);
        Assert.False(_parts.Light.IsOn);
        pin.Drive(false);
        Assert.Equal(300_000, _parts.Light.LongestHigh);

        pin.Drive(true);
        Assert.True(_parts.Light.IsOn);
        _parts.Light.Dead = Illumination.Both;
        Assert.False(_parts.Light.IsOn);
    }

    [Fact]
    public void The_right_bank_is_on_only_if_its_own_pin_which_has_a_pull_up_is_high()
    {
        _board.Pins[14].Drive(true);
        Assert.Equal(Illumination.Both, _parts.Light.Lit);
        _board.Pins[40].Drive(false);
        Assert.Equal(Illumination.Left, _parts.Light.Lit);
        _parts.Light.Dead = Illumination.Left;
        Assert.Equal(Illumination.None, _parts.Light.Lit);
        _board.Pins[40].Drive(null);
        Assert.Equal(Illumination.Right, _parts.Light.Lit);
    }

    [Fact]
    public void The_buzzer_sounds_while_its_pin_is_high()
    {
        var pin = _board.Pins[1];
        for (var i = 0; i < 101; i++)
        {
            pin.Drive(true);
            _time.Advance(80_000);
            pin.Drive(false);
            _time.Advance(20_000);
        }

        Assert.Equal(100, _parts.Buzzer.Sounds.Count);
        Assert.Equal((100_000, 180_000), _parts.Buzzer.Sounds[0]);

        _parts.Buzzer.IsDead = true;
        pin.Drive(true);
        pin.Drive(false);
        Assert.Equal((10_000_000, 10_080_000), _parts.Buzzer.Sounds[^1]);
    }
}
