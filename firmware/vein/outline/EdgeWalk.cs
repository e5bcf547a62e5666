namespace Pedestal.Vein.Outline
{
    /// <summary>Follows a line over the hand to its edge, in steps of two pixels and then one pixel back.</summary>
    // hot: runs for every frame.
    public static class EdgeWalk
    {
        /// <summary>The line has no edge within its reach, or does not begin on the hand.</summary>
        public const int NotFound = int.MaxValue;

        // Bits of a place that only coordinates below 0 or beyond the frame have, and those of a row times 256 and of a column times two.
        const long Outside = unchecked((long)0xFE000000FE000000);
        const long RowMask = 0x7F00;
        const long ColumnMask = 0xFE;

        /// <summary>
        /// The distance from a point to the hand's edge along a unit vector, in pixels with 8 fractional bits, interpolated
        /// between two pixels. The point has 8 fractional bits and the vector 10; first and last are whole pixels. Negative where
        /// the line leaves the frame on the hand: then the edge is at least as far away.
        /// </summary>
        public static int Measure(byte[] lit, byte[] dark, int threshold, int x, int y, int directionX, int directionY,
            int first, int last)
        {
            // Both coordinates in one number, so that one addition moves both; 18 fractional bits each, so that the unit vector adds
            // without loss.
            var direction = ((long)directionY << 40) + (directionX << 8);
            var place = ((long)y << 42) + (x << 10) + first * direction;
            var step = direction << 1;
            var outside = Outside;
            var rowMask = RowMask;
            var columnMask = ColumnMask;
            var previous = -1;
            for (var distance = first; distance < last; distance += 2)
            {
                if ((place & outside) != 0)
                {
                    return previous < 0 ? NotFound : -distance << 8;
                }

                var i = (int)((place >> 42 & rowMask) + (place >> 17 & columnMask));
                var level = lit[i] - dark[i];
                if (level < threshold)
                {
                    if (previous < 0)
                    {
                        return NotFound;
                    }

                    place -= direction;
                    i = (int)((place >> 42 & rowMask) + (place >> 17 & columnMask));
                    var between = lit[i] - dark[i];
                    return between < threshold
                        ? Interpolate(distance - 2, previous, between, threshold)
                        : Interpolate(distance - 1, between, level, threshold);
                }

                previous = level;
                place += step;
            }

            return NotFound;
        }

        static int Interpolate(int distance, int above, int below, int threshold)
        {
            return (distance << 8) + ((above - threshold << 8) / (above - below));
        }
    }
}
