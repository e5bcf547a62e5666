using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Ws2812Ring.Tests;

/// <summary>The driver on the board's bus, with LEDs that decode the pulses.</summary>
public sealed class Ws2812LedsTests : IDisposable
{
    const int All = 0xFFFF;
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly Ws2812RingChip _ring;
    readonly Ws2812Leds _leds;

    public Ws2812LedsTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        _ring = new Ws2812RingChip(_time, Ring.Leds);
        _board.Spi(2).Attach(-1, _ring);
        _time.Advance(1_000_000);
        Configuration.SetPinFunction(4, DeviceFunction.SPI2_MOSI);
        Configuration.SetPinFunction(5, DeviceFunction.SPI2_MISO);
        Configuration.SetPinFunction(6, DeviceFunction.SPI2_CLOCK);
        var settings = new SpiConnectionSettings(2, -1) { ClockFrequency = Ws2812Code.ClockFrequency, Mode = SpiMode.Mode0 };
        _leds = new Ws2812Leds(SpiDevice.Create(settings));
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Theory]
    [InlineData(0x0000, 0x123456)]
    [InlineData(0x0001, 0x400000)]
    [InlineData(0x8007, 0x003526)]
    [InlineData(All, 0xFFFFFF)]
    public void The_leds_of_the_mask_light_in_the_colour_and_the_others_are_off(int mask, int colour)
    {
        Assert.True(_leds.Light(All, 0x101010));
        Board.Sleep(10_000);
        Assert.True(_leds.Light(mask, colour));
        AssertShows(mask, colour);
        Assert.Equal(0, _ring.BadPulses);
    }

    [Fact]
    public void A_frame_already_shown_is_not_sent_again()
    {
        _leds.Light(0x00FF, 0x202020);
        var before = _time.NowMicroseconds;

        Assert.True(_leds.Light(0x00FF, 0x202020));

        Assert.Equal(before, _time.NowMicroseconds);
    }

    [Fact]
    public void All_leds_after_a_dead_one_stay_dark_and_the_driver_does_not_notice()
    {
        (_ring.Fault, _ring.DeadLed) = (RingFault.DeadLed, 10);
        Assert.True(_leds.Light(All, 0x202020));
        AssertShows(0x03FF, 0x202020);
    }

    [Fact]
    public void A_refused_transfer_is_reported_and_repeated_at_the_next_call()
    {
        _board.Spi(2).Attach(-1, new BrokenBus());
        Assert.False(_leds.Light(All, 0x101010));
        Assert.False(_leds.Light(All, 0x101010));

        _board.Spi(2).Attach(-1, _ring);
        Assert.True(_leds.Light(All, 0x101010));
        AssertShows(All, 0x101010);
    }

    void AssertShows(int mask, int colour) => Assert.Equal(
        [.. Enumerable.Range(0, Ring.Leds).Select(led => (mask >> led & 1) == 0 ? 0 : colour)], _ring.Colours);

    sealed class BrokenBus : ISpiChip
    {
        public void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso) => throw new IOException("The bus failed.");
    }
}
