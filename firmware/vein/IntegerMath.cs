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

        /// <summary>Number of set bits.</summary>
        public static int CountBits(uint value)
        {
            value -= value >> 1 & 0x55555555;
            value = (value & 0x33333333) + (value >> 2 & 0x33333333);
            return (int)((value + (value >> 4) & 0x0F0F0F0F) * 0x01010101 >> 24);
        }
    }
}
