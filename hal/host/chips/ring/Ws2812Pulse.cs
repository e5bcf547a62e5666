namespace Pedestal.Hal.Host.Chips;

/// <summary>A high level on the ring's data line, the low level after it, and the bit that they encode; null for none.</summary>
readonly record struct Ws2812Pulse(long HighNanoseconds, long LowNanoseconds, int? Bit)
{
    /// <summary>The pulses in the bytes of an SPI transfer; the last one's low level lasts at least until the end.</summary>
    public static IEnumerable<Ws2812Pulse> Decode(int hertz, byte[] bytes)
    {
        var bit = 1_000_000_000L / hertz;
        long high = 0;
        long low = 0;
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var level = (bytes[i / 8] >> (7 - i % 8) & 1) != 0;
            if (level && low > 0)
            {
                yield return Of(high, low);
                high = 0;
                low = 0;
            }

            high += level ? bit : 0;
            low += level ? 0 : bit;
        }

        yield return Of(high, low);
    }

    // Worldsemi WS2812B, data transfer time: 0 is 0.4 us high and 0.85 low, 1 is 0.8 high and 0.45 low, each within 150 ns.
    static Ws2812Pulse Of(long high, long low) => new(high, low, high switch
    {
        >= 250 and <= 550 when low >= 700 => 0,
        >= 650 and <= 950 when low >= 300 => 1,
        _ => null,
    });
}
