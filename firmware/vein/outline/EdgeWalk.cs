namespace Pedestal.Vein.Outline
{
    /// <summary>Follows a line over the hand to its edge, in steps of two pixels and then one pixel back.</summary>
    // hot: runs for every frame.
    public static class EdgeWalk
    {
        /// <summary>The line has no edge within its reach, or does not begin on the hand.</summary>
        public const int NotFound = int.MaxValue;

        /// <summary>
        /// The distance from a point to the hand's edge along a unit vector, in pixels with 8 fractional bits, interpolated
        /// between two pixels. The point has 8 fractional bits and the vector 10; first and last are whole pixels. Negative where
        /// the line leaves the frame on the hand: then the edge is at least as far away.
        /// </summary>
        public static int Measure(byte[] lit, byte[] dark, int threshold, int x, int y, int directionX, int directionY,
            int first, int last)
        {
            // 18 fractional bits, so that the unit vector adds without loss.
            directionX <<= 8;
            directionY <<= 8;
            x = (x << 10) + first * directionX;
            y = (y << 10) + first * directionY;
            var stepX = directionX << 1;
            var stepY = directionY << 1;
            var previous = -1;
            for (var distance = first; distance < last; distance += 2)
            {
                var column = x >> 18;
                var row = y >> 18;
                if (((column | row) & ~(Parameters.FrameSide - 1)) != 0)
                {
                    return previous < 0 ? NotFound : -distance << 8;
                }

                var i = row * Parameters.FrameStride + 2 * column;
                var level = lit[i] - dark[i];
                if (level < threshold)
                {
                    if (previous < 0)
                    {
                        return NotFound;
                    }

                    i = (y - directionY >> 18) * Parameters.FrameStride + 2 * (x - directionX >> 18);
                    var between = lit[i] - dark[i];
                    return between < threshold
                        ? Interpolate(distance - 2, previous, between, threshold)
                        : Interpolate(distance - 1, between, level, threshold);
                }

                previous = level;
                x += stepX;
                y += stepY;
            }

            return NotFound;
        }

        static int Interpolate(int distance, int above, int below, int threshold)
        {
            return (distance << 8) + ((above - threshold << 8) / (above - below));
        }
    }
}
