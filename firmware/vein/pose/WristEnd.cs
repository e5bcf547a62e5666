namespace Pedestal.Vein.Pose
{
    /// <summary>
    /// Finds the side at which the wrist leaves the frame: the silhouette there is a single run, narrower than the palm and
    /// wider than a thumb. Fingers make several runs, and a side that the hand does not reach has none.
    /// </summary>
    // hot: runs for every frame.
    public sealed class WristEnd
    {
        /// <summary>Middle of the wrist near the border in pixels, 8 fractional bits; -1 when nothing is there.</summary>
        public int X;

        /// <summary>Middle of the wrist near the border in pixels, 8 fractional bits; -1 when nothing is there.</summary>
        public int Y;

        const int Side = Parameters.SilhouetteSide;
        const int Scale = Parameters.SilhouetteStep << 8;

        // Silhouette samples from the border that are examined, and those of which the middle is taken.
        const int Depth = 8;
        const int MiddleDepth = 6;
        const int EmptyLine = 24;
        const int RunCost = 8;

        // A palm cut by the frame's side resembles a wrist; guests reach over the pedestal from below or above.
        const int SidewaysCost = 40;

        // Eight samples of a row become eight bytes.
        const int LeftSamples = 0;
        const int RightSamples = Side - Depth;
        const ulong EachByte = 0x0101010101010101;
        const ulong OwnBit = 0x8040201008040201;
        const ulong Carry = 0x7F7F7F7F7F7F7F7F;

        /// <summary>Finds the wrist in a silhouette whose largest disc has the given radius in pixels.</summary>
        public void Find(uint[] rows, int radius)
        {
            // A wrist is about 0.7 of the palm's breadth, and the disc is narrower than the palm.
            var width = radius * 7 / (4 * Parameters.SilhouetteStep);
            var bottom = RowLikeness(rows, Side - Depth, width);
            var top = RowLikeness(rows, 0, width);
            var right = ColumnLikeness(rows, RightSamples, width) - SidewaysCost;
            var left = ColumnLikeness(rows, LeftSamples, width) - SidewaysCost;
            if (bottom >= top && bottom >= right && bottom >= left)
            {
                X = MiddleOfRows(rows, Side - MiddleDepth);
                Y = (Side - 1 - MiddleDepth / 2) * Scale;
            }
            else if (top >= right && top >= left)
            {
                X = MiddleOfRows(rows, 0);
                Y = MiddleDepth / 2 * Scale;
            }
            else if (right >= left)
            {
                X = (Side - 1 - MiddleDepth / 2) * Scale;
                Y = MiddleOfColumns(rows, Side - MiddleDepth);
            }
            else
            {
                X = MiddleDepth / 2 * Scale;
                Y = MiddleOfColumns(rows, 0);
            }
        }

        static int RowLikeness(uint[] rows, int first, int width)
        {
            var likeness = 0;
            for (var y = first; y < first + Depth; y++)
            {
                var row = rows[y];
                likeness += Likeness(IntegerMath.CountBits(row & ~(row << 1)), IntegerMath.CountBits(row), width);
            }

            return likeness;
        }

        /// <summary>The same of columns, whose runs and samples are counted in a byte each.</summary>
        static int ColumnLikeness(uint[] rows, int first, int width)
        {
            ulong counts = 0;
            ulong starts = 0;
            ulong above = 0;
            var eachByte = EachByte;
            var ownBit = OwnBit;
            var carry = Carry;
            for (var y = 0; y < Side; y++)
            {
                ulong samples = rows[y] >> first & 0xFF;

                // Most rows have no hand near either side.
                if (samples != 0)
                {
                    counts += (samples * eachByte & ownBit) + carry >> 7 & eachByte;
                    starts += ((samples & ~above) * eachByte & ownBit) + carry >> 7 & eachByte;
                }

                above = samples;
            }

            var likeness = 0;
            for (var x = 0; x < Depth; x++)
            {
                likeness += Likeness((int)(starts & 0xFF), (int)(counts & 0xFF), width);
                starts >>= 8;
                counts >>= 8;
            }

            return likeness;
        }

        /// <summary>How much a line with so many runs and samples resembles one of a wrist.</summary>
        static int Likeness(int runs, int samples, int width)
        {
            var excess = samples - width;
            return runs == 0 ? -EmptyLine : -RunCost * runs - (excess < 0 ? -excess : excess);
        }

        static int MiddleOfRows(uint[] rows, int first)
        {
            var sum = 0;
            var count = 0;
            for (var y = first; y < first + MiddleDepth; y++)
            {
                sum += IntegerMath.SumOfPlaces(rows[y]);
                count += IntegerMath.CountBits(rows[y]);
            }

            return Middle(sum, count);
        }

        static int MiddleOfColumns(uint[] rows, int first)
        {
            var sum = 0;
            var count = 0;
            for (var y = 0; y < Side; y++)
            {
                var samples = IntegerMath.CountBits(rows[y] >> first & (1 << MiddleDepth) - 1);
                sum += y * samples;
                count += samples;
            }

            return Middle(sum, count);
        }

        static int Middle(int sum, int count)
        {
            return count == 0 ? -1 : sum * Scale / count + Scale / 2;
        }
    }
}
