namespace Pedestal.Vein
{
    /// <summary>
    /// The palm resampled upright and at a size relative to its own breadth: 40 x 40 cells, each the sum of 2 x 2 samples.
    /// The four 16-bit lanes of a word are not neighbours but the same column of four strips of 8 columns that lie side by
    /// side: lane n of word c in a row is cell 8 n + c. A step along a row is then a step to the next word, and one addition
    /// works on four places of the palm.
    /// </summary>
    public sealed class Patch
    {
        /// <summary>40 rows of <see cref="Parameters.PatchStride"/> words; row 0 is at the fingers.</summary>
        public readonly ulong[] Words = new ulong[Parameters.PatchSide * Parameters.PatchStride];

        /// <summary>One bit per cell, 40 cells a row: the cell shows palm, unsaturated and in the frame.</summary>
        public readonly ulong[] Cells = new ulong[Parameters.PatchSide];

        const int Side = Parameters.PatchSide;
        const int Half = Side - 1;
        const int Rounding = 1 << 15;
        const ulong AllCells = (1ul << Side) - 1;
        readonly PaddedFrame _frame = new PaddedFrame();
        readonly uint[] _row = new uint[Side];
        int _acrossX;
        int _acrossY;
        int _right;
        int _below;
        int _diagonal;

        /// <summary>Resamples the palm at the given pose; false when it lies so far out that its border is not enough.</summary>
        public bool Sample(byte[] lit, PalmPose pose, Silhouette silhouette)
        {
            // 16 fractional bits: a cell's step in pixels times the unit vectors.
            var step = pose.Breadth * Parameters.RegionBreadth64 / (64 * TemplateFormat.GridSide);
            var downX = -pose.AxisX * step >> 2;
            var downY = -pose.AxisY * step >> 2;
            _acrossX = -pose.AxisY * step >> 2;
            _acrossY = pose.AxisX * step >> 2;
            var x = (pose.CentreX << 8) + (PaddedFrame.Border << 16) - (_acrossX + downX) * Half / 2;
            var y = (pose.CentreY << 8) + (PaddedFrame.Border << 16) - (_acrossY + downY) * Half / 2;
            if (!IsInside(x, y) || !IsInside(x + _acrossX * Half, y + _acrossY * Half)
                || !IsInside(x + downX * Half, y + downY * Half)
                || !IsInside(x + (_acrossX + downX) * Half, y + (_acrossY + downY) * Half))
            {
                return false;
            }

            _frame.Load(lit);
            var ambient = silhouette.Ambient;
            for (var i = 0; i < Side; i++)
            {
                _row[i] = 4 * (uint)(silhouette.Level + ambient);
            }

            // The four samples lie around the cell's centre, half a cell apart.
            _right = Offset(_acrossX / 2, _acrossY / 2);
            _below = Offset(downX / 2, downY / 2);
            _diagonal = Offset((_acrossX + downX) / 2, (_acrossY + downY) / 2);
            x -= (_acrossX + downX) / 4;
            y -= (_acrossY + downY) / 4;
            for (var row = 0; row < Side; row++)
            {
                Cells[row] = SampleRow(x + Rounding, y + Rounding, 4 * (uint)(silhouette.Threshold + ambient));
                PackRow(row * Parameters.PatchStride);
                x += downX;
                y += downY;
            }

            return true;
        }

        /// <summary>Byte offset of a displacement in pixels, 16 fractional bits, rounded to the nearest pixel.</summary>
        static int Offset(int x, int y)
        {
            return (y + Rounding >> 16) * PaddedFrame.Stride + 2 * (x + Rounding >> 16);
        }

        /// <summary>Whether a place and the samples around it are in the bordered frame.</summary>
        static bool IsInside(int x, int y)
        {
            const int limit = PaddedFrame.Side - 3 << 16;
            return x > 2 << 16 && x < limit && y > 2 << 16 && y < limit;
        }

        ulong SampleRow(int x, int y, uint darkest)
        {
            var pixels = _frame.Pixels;
            var row = _row;
            var acrossX = _acrossX;
            var acrossY = _acrossY;
            var right = _right;
            var below = _below;
            var diagonal = _diagonal;
            var cells = AllCells;
            var span = 4 * Parameters.SaturatedLevel - darkest;
            for (var i = 0; i < Side; i++)
            {
                var p = (y >> 16) * PaddedFrame.Stride + (x >> 16 << 1);
                var level = (uint)(pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal]);
                if (level - darkest < span)
                {
                    row[i] = level;
                }
                else
                {
                    // The row above goes on: the outline must not look like a vein.
                    cells &= ~(1ul << i);
                }

                x += acrossX;
                y += acrossY;
            }

            return cells;
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
