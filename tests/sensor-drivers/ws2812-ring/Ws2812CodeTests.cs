namespace Pedestal.Ws2812Ring.Tests;

public sealed class Ws2812CodeTests
{
    [Fact]
    public void Colours_become_pulses_in_the_order_green_red_blue()
    {
        var frame = new byte[2 * Ws2812Code.BytesPerLed];

        Ws2812Code.Put(frame, 1, 0x12, 0xA5, 0xFF);

        Assert.Equal("10100101" + "00010010" + "11111111", Decode(frame.AsSpan(Ws2812Code.BytesPerLed)));
        Assert.All(frame[..Ws2812Code.BytesPerLed], b => Assert.Equal(0, b));
    }

    [Fact]
    public void Every_byte_value_has_its_pulses()
    {
        var frame = new byte[Ws2812Code.BytesPerLed];
        for (var value = 0; value < 256; value++)
        {
            Ws2812Code.Put(frame, 0, value, value, value);
            Assert.Equal(string.Concat(Enumerable.Repeat(Convert.ToString(value, 2).PadLeft(8, '0'), 3)), Decode(frame));
        }
    }

    // Three SPI bits for each data bit: 110 is 1, 100 is 0.
    static string Decode(ReadOnlySpan<byte> spi)
    {
        var bits = "";
        foreach (var value in spi)
        {
            bits += Convert.ToString(value, 2).PadLeft(8, '0');
        }

        return string.Concat(bits.Chunk(3).Select(three => new string(three) switch
        {
            "110" => '1',
            "100" => '0',
            _ => throw new InvalidOperationException("not a pulse"),
        }));
    }
}
