using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Ws2812Ring.Tests;

/// <summary>The driver on the board's bus, with LEDs that decode the pulses.</summary>
public sealed class IndicatorTests : IDisposable
{
    const int Red = 0x400000;
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly Ws2812RingChip _ring;
    readonly HeardBuzzer _buzzer = new();
    readonly Ws2812Indicator _indicator;

    public IndicatorTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        _ring = new Ws2812RingChip(_time, Looks.Leds);
        _board.Spi(2).Attach(-1, _ring);
        _time.Advance(1_000_000);
        Configuration.SetPinFunction(4, DeviceFunction.SPI2_MOSI);
        Configuration.SetPinFunction(5, DeviceFunction.SPI2_MISO);
        Configuration.SetPinFunction(6, DeviceFunction.SPI2_CLOCK);
        var settings = new SpiConnectionSettings(2, -1) { ClockFrequency = Ws2812Code.ClockFrequency, Mode = SpiMode.Mode0 };
        _indicator = new Ws2812Indicator(SpiDevice.Create(settings), _buzzer);
    }

    public static TheoryData<Indication> Indications => [.. Enum.GetValues<Indication>()];

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Theory]
    [MemberData(nameof(Indications))]
    public void The_leds_show_every_indication_and_move_as_its_row_says(Indication indication)
    {
        var look = Looks.Of(indication);
        _indicator.Show(indication);
        AssertShows(look.MaskAt(0), look.ColourAt(0));

        _indicator.Animate(_time.NowMicroseconds);
        var begin = _time.NowMicroseconds / 1_000;
        for (var step = 0; step < 250; step++)
        {
            Board.Sleep(10_000);
            _indicator.Animate(_time.NowMicroseconds);
            var elapsed = (int)(_time.NowMicroseconds / 1_000 - begin);
            Assert.InRange(elapsed, 1, 5_000);
            if (look.MaskAt(elapsed - 2) == look.MaskAt(elapsed) && look.ColourAt(elapsed - 2) == look.ColourAt(elapsed))
            {
                AssertShows(look.MaskAt(elapsed), look.ColourAt(elapsed));
            }
        }

        Assert.Equal(0, _ring.BadPulses);
        Assert.Equal(look.Buzz == Buzz.Silent, _buzzer.Sounds.Count == 0);
    }

    [Fact]
    public void A_fault_of_the_start_up_is_counted_out_in_red_from_the_top()
    {
        _indicator.ShowCode(5);
        AssertShows(0x001F, Red);
        _indicator.Animate(_time.NowMicroseconds);
        AssertShows(0x001F, Red);
    }

    [Fact]
    public void A_test_holds_the_ring_until_it_is_restored_or_a_guest_comes()
    {
        _indicator.Show(Indication.Admitted);
        Assert.True(_indicator.Light(0x123456));
        _indicator.Animate(_time.NowMicroseconds);
        AssertShows(0xFFFF, 0x123456);

        Assert.True(_indicator.Restore());
        AssertShows(Looks.Of(Indication.Admitted).Mask, Looks.Of(Indication.Admitted).Colour);

        _indicator.Light(0xFFFFFF);
        _indicator.Show(Indication.NoTicket);
        AssertShows(Looks.Of(Indication.NoTicket).Mask, Looks.Of(Indication.NoTicket).Colour);
    }

    [Fact]
    public void What_is_shown_already_is_not_sent_again()
    {
        _indicator.Show(Indication.NoTicket);
        var before = _time.NowMicroseconds;
        _indicator.Show(Indication.NoTicket);
        for (var i = 0; i < 10; i++)
        {
            _indicator.Animate(before + i);
        }

        Assert.Equal(before, _time.NowMicroseconds);
    }

    [Fact]
    public void Nothing_was_shown_yet_and_nothing_is_restored()
    {
        _indicator.Animate(_time.NowMicroseconds);
        Assert.True(_indicator.Light(0x101010));
        Assert.True(_indicator.Restore());
        AssertShows(0, 0);
        Assert.True(_indicator.Works);
    }

    [Fact]
    public void A_dead_led_takes_those_after_it_with_it_and_the_driver_cannot_tell()
    {
        (_ring.Fault, _ring.DeadLed) = (RingFault.DeadLed, 10);
        Assert.True(_indicator.Light(0x202020));
        AssertShows(0x03FF, 0x202020);
    }

    [Fact]
    public void A_bus_that_refuses_is_told_and_what_was_to_be_shown_is_sent_once_it_works()
    {
        _board.Spi(2).Attach(-1, new BrokenBus());
        _indicator.Show(Indication.Admitted);
        Assert.False(_indicator.Works);
        Assert.False(_indicator.Light(0x101010));
        Assert.False(_indicator.Restore());

        _board.Spi(2).Attach(-1, _ring);
        _indicator.Animate(_time.NowMicroseconds);
        Assert.True(_indicator.Works);
        AssertShows(Looks.Of(Indication.Admitted).Mask, Looks.Of(Indication.Admitted).Colour);
    }

    void AssertShows(int mask, int colour) => Assert.Equal(
        [.. Enumerable.Range(0, Looks.Leds).Select(led => (mask >> led & 1) == 0 ? 0 : colour)], _ring.Colours);

    sealed class BrokenBus : ISpiChip
    {
        public void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso) => throw new IOException("The bus failed.");
    }

    sealed class HeardBuzzer : IBuzzer
    {
        public List<int> Sounds { get; } = [];

        public void Sound(int milliseconds) => Sounds.Add(milliseconds);
    }
}
