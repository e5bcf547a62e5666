namespace Pedestal.Vein
{
    /// <summary>
    /// The palm resampled upright and at a size relative to its own breadth: 80 x 80 grey samples, four to a word.
    /// The 16-bit lanes of a word are not neighbours but the same column of four strips of 16 columns that lie side by
    /// side: lane n of word c in a row is sample 16 n + c. A step along a row is then a step to the next word, and one
    /// addition works on four places of the palm.
    /// </summary>
    public sealed class Patch
    {
        /// <summary>80 rows of <see cref="Parameters.PatchStride"/> words; row 0 is at the fingers.</summary>
        public readonly ulong[] Words = new ulong[Parameters.PatchSide * Parameters.PatchStride];

        /// <summary>One bit per cell of 2 x 2 samples, 40 cells a row: the cell shows palm, unsaturated and in the frame.</summary>
        public readonly ulong[] Cells = new ulong[Parameters.PatchSide / 2];

        readonly byte[] _row = new byte[Parameters.PatchSide];

        /// <summary>Resamples the palm at the given pose (nearest pixel).</summary>
        public void Sample(byte[] lit, byte[] dark, PalmPose pose, int threshold)
        {
            // 16 fractional bits: a sample's step in pixels times the unit vectors.
            var step = pose.Breadth * Parameters.RegionBreadth64 / (64 * Parameters.RegionSide);
            var downX = -pose.AxisX * step >> 2;
            var downY = -pose.AxisY * step >> 2;
            var acrossX = -pose.AxisY * step >> 2;
            var acrossY = pose.AxisX * step >> 2;
            const int half = Parameters.PatchSide - 1;
            var x = (pose.CentreX << 8) - (acrossX + downX) * half / 2;
            var y = (pose.CentreY << 8) - (acrossY + downY) * half / 2;
            for (var row = 0; row < Parameters.PatchSide; row++)
            {
                var cells = SampleRow(lit, dark, threshold, x, y, acrossX, acrossY);
                if ((row & 1) == 0)
                {
                    Cells[row >> 1] = cells;
                }
                else
                {
                    Cells[row >> 1] &= cells;
                }

                PackRow(row * Parameters.PatchStride);
                x += downX;
                y += downY;
            }
        }

        ulong SampleRow(byte[] lit, byte[] dark, int threshold, int x, int y, int stepX, int stepY)
        {
            var target = _row;
            ulong cells = 0;
            ulong bit = 1;
            var good = true;

            // Where there is no palm, the last palm goes on: the outline must not look like a vein.
            var last = 0;
            for (var i = 0; i < Parameters.PatchSide; i++)
            {
                var column = x >> 16;
                var line = y >> 16;
                var level = 0;
                if ((column & ~(Parameters.FrameSide - 1)) == 0 && (line & ~(Parameters.FrameSide - 1)) == 0)
                {
                    var source = line * Parameters.FrameStride + 2 * column;
                    level = lit[source];
                    if (level >= Parameters.SaturatedLevel)
                    {
                        good = false;
                    }

                    level -= dark[source];
                }

                if (level < threshold)
                {
                    good = false;
                    level = last;
                }

                last = level;
                target[i] = (byte)level;
                if ((i & 1) != 0)
                {
                    if (good)
                    {
                        cells |= bit;
                    }

                    bit <<= 1;
                    good = true;
                }

                x += stepX;
                y += stepY;
            }

            ExtendLeft(target);
            return cells;
        }

        static void ExtendLeft(byte[] row)
        {
            var first = 0;
            while (first < Parameters.PatchSide - 1 && row[first] == 0)
            {
                first++;
            }

            var level = row[first];
            while (first > 0)
            {
                row[--first] = level;
            }
        }

        void PackRow(int target)
        {
            var row = _row;
            var words = Words;
            for (var c = 0; c < Parameters.PatchStride; c++)
            {
                words[target + c] = row[c]
                    | (ulong)row[c + Parameters.StripWidth] << 16
                    | (ulong)row[c + 2 * Parameters.StripWidth] << 32
                    | (ulong)row[c + 3 * Parameters.StripWidth] << 48;
            }
        }
    }
}
