namespace Pedestal.Ws2812Ring
{
    /// <summary>
    /// The WS2812's pulse code, made of three SPI bits at 2.5 MHz for each bit: 0 is high for 0.4 us and low for 0.8 us, 1 the
    /// other way round.
    /// </summary>
    public static class Ws2812Code
    {
        /// <summary>SPI clock in hertz.</summary>
        public const int ClockFrequency = 2500000;

        /// <summary>SPI bytes of one LED.</summary>
        public const int BytesPerLed = 9;

        /// <summary>Zero bytes that latch the colours: 288 us; the part needs 280.</summary>
        public const int ResetBytes = 90;

        static readonly ushort[] Nibbles =
        {
            0x924, 0x926, 0x934, 0x936, 0x9A4, 0x9A6, 0x9B4, 0x9B6, 0xD24, 0xD26, 0xD34, 0xD36, 0xDA4, 0xDA6, 0xDB4, 0xDB6,
        };

        /// <summary>Writes the bytes of one LED, in the wire's order: green, red, blue.</summary>
        public static void Put(byte[] target, int led, int red, int green, int blue)
        {
            var offset = led * BytesPerLed;
            PutByte(target, offset, green);
            PutByte(target, offset + 3, red);
            PutByte(target, offset + 6, blue);
        }

        static void PutByte(byte[] target, int offset, int value)
        {
            var bits = Nibbles[value >> 4 & 15] << 12 | Nibbles[value & 15];
            target[offset] = (byte)(bits >> 16);
            target[offset + 1] = (byte)(bits >> 8);
            target[offset + 2] = (byte)bits;
        }
    }
}
