namespace Pedestal.Vein
{
    /// <summary>Integer functions the platform lacks.</summary>
    // hot: runs for every frame.
    public static class IntegerMath
    {
        /// <summary>Floor of the square root of a non-negative value (bit by bit).</summary>
        public static int SquareRoot(int value)
        {
            var root = 0;
            for (var bit = 1 << 30; bit != 0; bit >>= 2)
            {
                if (value >= root + bit)
                {
                    value -= root + bit;
                    root = (root >> 1) + bit;
                }
                else
                {
                    root >>= 1;
                }
            }

            return root;
        }

        /// <summary>Fractional bits of <see cref="Log2"/>.</summary>
        public const int Log2Bits = 8;

        /// <summary>Binary logarithm with <see cref="Log2Bits"/> fractional bits, rounded down; 0 for 0.</summary>
        public static int Log2(ulong value)
        {
            const int mantissaBits = 24;
            if (value == 0)
            {
                return 0;
            }

            // First the whole octaves: the mantissa is 1 to 2 afterwards. Each squaring then gives one bit more.
            var log = mantissaBits << Log2Bits;
            while (value >= 2ul << mantissaBits)
            {
                value >>= 1;
                log += 1 << Log2Bits;
            }

            while (value < 1ul << mantissaBits)
            {
                value <<= 1;
                log -= 1 << Log2Bits;
            }

            for (var bit = 1 << Log2Bits - 1; bit != 0; bit >>= 1)
            {
                value = value * value >> mantissaBits;
                if (value >= 2ul << mantissaBits)
                {
                    value >>= 1;
                    log += bit;
                }
            }

            return log;
        }

        /// <summary>Number of set bits.</summary>
        public static int CountBits(uint value)
        {
            value -= value >> 1 & 0x55555555;
            value = (value & 0x33333333) + (value >> 2 & 0x33333333);
            return (int)((value + (value >> 4) & 0x0F0F0F0F) * 0x01010101 >> 24);
        }

        /// <summary>Sum of the places of all set bits; the lowest bit's is 0.</summary>
        public static int SumOfPlaces(uint value)
        {
            // Counts and sums of pairs of bits, then of twice as many in each step: the upper ones' places grow by as many.
            var upper = value >> 1 & 0x55555555;
            var sums = upper;
            var counts = (value & 0x55555555) + upper;
            upper = counts >> 2 & 0x33333333;
            sums = (sums & 0x33333333) + (sums >> 2 & 0x33333333) + (upper << 1);
            counts = (counts & 0x33333333) + upper;
            upper = counts >> 4 & 0x0F0F0F0F;
            sums = (sums & 0x0F0F0F0F) + (sums >> 4 & 0x0F0F0F0F) + (upper << 2);
            counts = (counts & 0x0F0F0F0F) + upper;
            return (int)((sums * 0x01010101 >> 24) + 8 * (counts * 0x00010203 >> 24));
        }
    }
}
