using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

public sealed class Ws2812RingChipTests
{
    const int Hertz = 2_500_000;
    const int ResetBits = 750;
    readonly VirtualTime _time = new();
    readonly Ws2812RingChip _ring;

    public Ws2812RingChipTests()
    {
        _ring = new Ws2812RingChip(_time, leds: 3);
        _time.Advance(1_000);
    }

    [Fact]
    public void Pulses_of_three_bits_set_green_red_and_blue()
    {
        Send(Hertz, Pulses(0x112233, 0xFF0080, 0x000001) + new string('0', ResetBits));

        Assert.Equal([0x221133, 0x00FF80, 0x000001], _ring.Colours);
        Assert.Equal(0, _ring.BadPulses);
    }

    [Fact]
    public void Colours_appear_only_after_a_pause_on_the_line()
    {
        Send(Hertz, Pulses(0x010000));
        Assert.Equal([0, 0, 0], _ring.Colours);

        _time.Advance(279);
        Assert.Equal([0, 0, 0], _ring.Colours);
        _time.Advance(100);
        Assert.Equal([0x000100, 0, 0], _ring.Colours);
    }

    [Fact]
    public void Extra_colours_are_ignored_and_missing_ones_leave_their_leds_unchanged()
    {
        Send(Hertz, Pulses(1, 2, 3, 4) + new string('0', ResetBits));
        Assert.Equal([1, 2, 3], _ring.Colours);

        Send(Hertz, Pulses(9) + new string('0', ResetBits));
        Assert.Equal([9, 2, 3], _ring.Colours);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public void Pulses_at_a_wrong_clock_are_invalid(int hertz)
    {
        Send(hertz, Pulses(0x112233) + new string('0', ResetBits * 2));
        Assert.NotEqual(0, _ring.BadPulses);
    }

    [Fact]
    public void Faults_show_on_the_leds()
    {
        var changes = 0;
        _ring.Changed += () => changes++;
        Send(Hertz, Pulses(1, 2, 3) + new string('0', ResetBits));
        Assert.Equal(1, changes);

        (_ring.Fault, _ring.DeadLed) = (RingFault.DeadLed, 1);
        Assert.Equal([1, 0, 0], _ring.Colours);

        _ring.Fault = RingFault.NoData;
        Send(Hertz, Pulses(7, 7, 7) + new string('0', ResetBits));
        Assert.Equal([1, 2, 3], _ring.Colours);

        _ring.Fault = RingFault.NoPower;
        Assert.Equal([0, 0, 0], _ring.Colours);
        _ring.PowerUp();
        _ring.Fault = RingFault.None;
        Assert.Equal([0, 0, 0], _ring.Colours);
    }

    void Send(int hertz, string bits)
    {
        byte[] mosi = [.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight).PadRight(8, '0'), 2))];
        _ring.Transfer(hertz, mosi, new byte[mosi.Length]);
    }

    static string Pulses(params int[] colours) => string.Concat(
        colours.SelectMany(colour => Convert.ToString(colour, 2).PadLeft(24, '0')).Select(bit => bit == '1' ? "110" : "100"));
}
