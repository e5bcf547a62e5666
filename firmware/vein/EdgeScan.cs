namespace Pedestal.Vein
{
    /// <summary>Finds both outer edges of the palm on one line across it, to a fraction of a pixel.</summary>
    public sealed class EdgeScan
    {
        /// <summary>Distance of the left edge from the starting point in pixels, 8 fractional bits; negative to the left.</summary>
        public int Left;

        /// <summary>Distance of the right edge from the starting point in pixels, 8 fractional bits.</summary>
        public int Right;

        const int NotFound = int.MinValue;
        const int MaximumReach = 80;

        /// <summary>
        /// Walks from (x, y) (pixels, 8 fractional bits) both ways along a unit vector (10 fractional bits), from so many
        /// pixels on. False when the walk does not begin on the hand or an edge is not in the frame.
        /// </summary>
        public bool Measure(byte[] lit, byte[] dark, int threshold, int x, int y, int directionX, int directionY, int first)
        {
            Right = Walk(lit, dark, threshold, x, y, directionX, directionY, first);
            Left = Walk(lit, dark, threshold, x, y, -directionX, -directionY, first);
            if (Right == NotFound || Left == NotFound)
            {
                return false;
            }

            Left = -Left;
            return true;
        }

        static int Walk(byte[] lit, byte[] dark, int threshold, int x, int y, int directionX, int directionY, int first)
        {
            // 18 fractional bits, so that the unit vector adds without loss.
            directionX <<= 8;
            directionY <<= 8;
            x = (x << 10) + first * directionX;
            y = (y << 10) + first * directionY;
            var previous = -1;
            for (var step = first; step < MaximumReach; step++)
            {
                var column = x >> 18;
                var row = y >> 18;
                if (((column | row) & ~(Parameters.FrameSide - 1)) != 0)
                {
                    return NotFound;
                }

                var i = row * Parameters.FrameStride + 2 * column;
                var level = lit[i] - dark[i];
                if (level < threshold)
                {
                    return previous < 0
                        ? NotFound
                        : (step - 1 << 8) + ((previous - threshold << 8) / (previous - level));
                }

                previous = level;
                x += directionX;
                y += directionY;
            }

            return NotFound;
        }
    }
}
