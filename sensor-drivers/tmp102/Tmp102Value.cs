namespace Pedestal.Tmp102
{
    /// <summary>The temperature register: 12 bits in two's complement, highest bit first, in sixteenths of a degree.</summary>
    public static class Tmp102Value
    {
        /// <summary>Tenths of a degree Celsius, rounded down.</summary>
        public static int Tenths(byte high, byte low)
        {
            var sixteenths = (sbyte)high << 4 | low >> 4;
            return sixteenths * 10 >> 4;
        }
    }
}
