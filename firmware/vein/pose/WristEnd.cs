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
        const uint SideSamples = 0xFF0000FF;
        const int EmptyLine = 24;
        const int RunCost = 8;

        // A palm cut by the frame's side resembles a wrist; guests reach over the pedestal from below or above.
        const int SidewaysCost = 40;
        readonly uint[] _columns = new uint[Side];

        /// <summary>Finds the wrist in a silhouette whose largest disc has the given radius in pixels.</summary>
        public void Find(uint[] rows, int radius)
        {
            // A wrist is about 0.7 of the palm's breadth, and the disc is narrower than the palm.
            var width = radius * 7 / (4 * Parameters.SilhouetteStep);
            Transpose(rows);
            var bottom = Likeness(rows, Side - 1, -1, width);
            var top = Likeness(rows, 0, 1, width);
            var right = Likeness(_columns, Side - 1, -1, width) - SidewaysCost;
            var left = Likeness(_columns, 0, 1, width) - SidewaysCost;
            if (bottom >= top && bottom >= right && bottom >= left)
            {
                X = Middle(rows, Side - 1, -1);
                Y = (Side - 1 - MiddleDepth / 2) * Scale;
            }
            else if (top >= right && top >= left)
            {
                X = Middle(rows, 0, 1);
                Y = MiddleDepth / 2 * Scale;
            }
            else if (right >= left)
            {
                X = (Side - 1 - MiddleDepth / 2) * Scale;
                Y = Middle(_columns, Side - 1, -1);
            }
            else
            {
                X = MiddleDepth / 2 * Scale;
                Y = Middle(_columns, 0, 1);
            }
        }

        /// <summary>Transposes only the columns that are examined.</summary>
        void Transpose(uint[] rows)
        {
            var columns = _columns;
            System.Array.Clear(columns, 0, Side);
            uint bit = 1;
            for (var y = 0; y < Side; y++)
            {
                var row = rows[y];

                // Most rows have no hand near either side.
                if ((row & SideSamples) != 0)
                {
                    for (var x = 0; x < Depth; x++)
                    {
                        if ((row >> x & 1) != 0)
                        {
                            columns[x] = columns[x] | bit;
                        }

                        if ((row >> Side - 1 - x & 1) != 0)
                        {
                            columns[Side - 1 - x] = columns[Side - 1 - x] | bit;
                        }
                    }
                }

                bit <<= 1;
            }
        }

        static int Likeness(uint[] lines, int border, int inward, int width)
        {
            var likeness = 0;
            for (var i = 0; i < Depth; i++)
            {
                var line = lines[border + i * inward];
                var starts = IntegerMath.CountBits(line & ~(line << 1));
                var excess = IntegerMath.CountBits(line) - width;
                likeness -= starts == 0 ? EmptyLine : RunCost * starts + (excess < 0 ? -excess : excess);
            }

            return likeness;
        }

        static int Middle(uint[] lines, int border, int inward)
        {
            var sum = 0;
            var count = 0;
            for (var i = 0; i < MiddleDepth; i++)
            {
                var line = lines[border + i * inward];
                for (var x = 0; x < Side; x++)
                {
                    if ((line >> x & 1) != 0)
                    {
                        sum += x;
                        count++;
                    }
                }
            }

            return count == 0 ? -1 : sum * Scale / count + Scale / 2;
        }
    }
}
