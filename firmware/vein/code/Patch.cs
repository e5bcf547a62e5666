using Pedestal.Vein.Outline;
using Pedestal.Vein.Pose;

namespace Pedestal.Vein.Code
{
    /// <summary>
    /// The palm resampled upright and at a size relative to its breadth: 40 x 40 cells, each the sum of 2 x 2 samples.
    /// The four 16-bit lanes of a word are not neighbours; they are the same column of four strips of 8 columns that lie side by
    /// side: lane n of word c in a row is cell 8 n + c. The next word is therefore one step along the row, and one addition
    /// works on four cells.
    /// </summary>
    // hot: runs for every frame.
    public sealed class Patch
    {
        /// <summary>
        /// 40 rows of <see cref="Parameters.PatchStride"/> words; row 0 is at the fingers. No line filter uses the outermost rows.
        /// </summary>
        public readonly ulong[] Words = new ulong[Parameters.PatchSide * Parameters.PatchStride];

        /// <summary>One bit per cell, 40 per row: set if the cell shows palm, is not saturated and lies in the frame.</summary>
        public readonly ulong[] Cells = new ulong[Parameters.PatchSide];

        const int Side = Parameters.PatchSide;
        const int Half = Side - 1;
        const int Stride = Parameters.PatchStride;
        const int Width = Parameters.StripWidth;
        const int Rounding = 1 << 15;

        // Parts of a shifted position: the row times 512 bytes, and the column times two.
        const int RowMask = 0x1FE00;
        const int ColumnMask = 0x1FE;
        const ulong AllCells = (1ul << Side) - 1;

        /// <summary>The frame that was sampled, with its border.</summary>
        internal readonly PaddedFrame Frame = new PaddedFrame();

        /// <summary>The centre of row 1's first cell in <see cref="Frame"/>, 16 fractional bits.</summary>
        internal int OriginX;

        /// <inheritdoc cref="OriginX"/>
        internal int OriginY;

        /// <summary>From one row's cell to the next row's, pixels with 16 fractional bits.</summary>
        internal int DownX;

        /// <inheritdoc cref="DownX"/>
        internal int DownY;

        /// <summary>From one cell of a row to the next, pixels with 16 fractional bits.</summary>
        internal int AcrossX;

        /// <inheritdoc cref="AcrossX"/>
        internal int AcrossY;

        readonly ulong[] _row = new ulong[Side];
        int _right;
        int _below;
        int _diagonal;

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            System.Array.Clear(Frame.Pixels, 0, Frame.Pixels.Length);
            System.Array.Clear(Words, 0, Words.Length);
            System.Array.Clear(Cells, 0, Cells.Length);
            System.Array.Clear(_row, 0, _row.Length);
        }

        /// <summary>
        /// Resamples the palm at a pose; false if it lies so far out that the frame's border does not suffice. Cells darker than the
        /// darkest grey level are not palm.
        /// </summary>
        public bool Sample(byte[] lit, PalmPose pose, Silhouette silhouette, int darkest)
        {
            // 16 fractional bits: a cell's step in pixels times the unit vectors.
            var step = pose.Breadth * Parameters.RegionBreadth64 / (64 * TemplateFormat.GridSide);
            var downX = -pose.AxisX * step >> 2;
            var downY = -pose.AxisY * step >> 2;
            DownX = downX;
            DownY = downY;
            AcrossX = -pose.AxisY * step >> 2;
            AcrossY = pose.AxisX * step >> 2;
            var x = (pose.CentreX << 8) + (PaddedFrame.Border << 16) - (AcrossX + downX) * Half / 2;
            var y = (pose.CentreY << 8) + (PaddedFrame.Border << 16) - (AcrossY + downY) * Half / 2;
            if (!IsInside(x, y) || !IsInside(x + AcrossX * Half, y + AcrossY * Half)
                || !IsInside(x + downX * Half, y + downY * Half)
                || !IsInside(x + (AcrossX + downX) * Half, y + (AcrossY + downY) * Half))
            {
                return false;
            }

            Frame.Load(lit);
            for (var i = 0; i < Side; i++)
            {
                _row[i] = 4 * (ulong)(uint)(silhouette.Level + silhouette.Ambient);
            }

            OriginX = x + downX;
            OriginY = y + downY;

            // The four samples lie around the cell's centre, half a cell apart.
            _right = Offset(AcrossX / 2, AcrossY / 2);
            _below = Offset(downX / 2, downY / 2);
            _diagonal = Offset((AcrossX + downX) / 2, (AcrossY + downY) / 2);
            x -= (AcrossX + downX) / 4;
            y -= (AcrossY + downY) / 4;
            x += downX + Rounding;
            y += downY + Rounding;
            for (var row = 1; row < Side - 1; row++)
            {
                Cells[row] = SampleRow(Place(x, y), Place(AcrossX, AcrossY), 4 * (uint)darkest);
                PackRow(row * Stride);
                x += downX;
                y += downY;
            }
            return true;
        }

        /// <summary>
        /// Loads a region that is already upright and shows only palm: the grey levels of 2 x 2 samples for each cell, row-major.
        /// </summary>
        public void Load(byte[] region)
        {
            for (var row = 0; row < Side; row++)
            {
                for (var column = 0; column < Side; column++)
                {
                    var i = 2 * (2 * Side * row + column);
                    var sum = region[i] + region[i + 1] + region[i + 2 * Side] + region[i + 2 * Side + 1];
                    _row[column] = (uint)sum;
                }

                Cells[row] = AllCells;
                PackRow(row * Stride);
            }
        }

        /// <summary>Packs both coordinates into one number, 8 fractional bits each, so that one addition moves both.</summary>
        static int Place(int x, int y)
        {
            return (y >> 8 << 16) + (x >> 8);
        }

        /// <summary>Byte offset of a displacement in pixels, 16 fractional bits, rounded to the nearest pixel.</summary>
        static int Offset(int x, int y)
        {
            return (y + Rounding >> 16) * PaddedFrame.Stride + 2 * (x + Rounding >> 16);
        }

        /// <summary>Whether a point and the samples around it are in the bordered frame.</summary>
        static bool IsInside(int x, int y)
        {
            const int limit = PaddedFrame.Side - 3 << 16;
            return x > 2 << 16 && x < limit && y > 2 << 16 && y < limit;
        }

        ulong SampleRow(int place, int across, uint darkest)
        {
            var pixels = Frame.Pixels;
            var row = _row;
            var right = _right;
            var below = _below;
            var diagonal = _diagonal;
            var cells = AllCells;
            var span = 4 * Parameters.SaturatedLevel - darkest;

            // A cell without palm repeats the row above, so that the outline does not look like a vein. Four cells per pass.
            for (var i = 0; i < Side; i += 4)
            {
                var p = (place >> 15 & RowMask) + (place >> 7 & ColumnMask);
                var level = (uint)(pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal]);
                if (level - darkest < span)
                {
                    row[i] = level;
                }
                else
                {
                    cells &= ~(1ul << i);
                }

                place += across;

                p = (place >> 15 & RowMask) + (place >> 7 & ColumnMask);
                level = (uint)(pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal]);
                if (level - darkest < span)
                {
                    row[i + 1] = level;
                }
                else
                {
                    cells &= ~(1ul << i + 1);
                }

                place += across;

                p = (place >> 15 & RowMask) + (place >> 7 & ColumnMask);
                level = (uint)(pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal]);
                if (level - darkest < span)
                {
                    row[i + 2] = level;
                }
                else
                {
                    cells &= ~(1ul << i + 2);
                }

                place += across;

                p = (place >> 15 & RowMask) + (place >> 7 & ColumnMask);
                level = (uint)(pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal]);
                if (level - darkest < span)
                {
                    row[i + 3] = level;
                }
                else
                {
                    cells &= ~(1ul << i + 3);
                }

                place += across;
            }

            return cells;
        }

        /// <summary>Packs eight columns of all four strips; a strip's right margin repeats columns of the next strip.</summary>
        void PackRow(int target)
        {
            var row = _row;
            var words = Words;
            for (var c = 0; c < Width; c++)
            {
                var word = row[c] | row[c + Width] << 16 | row[c + 2 * Width] << 32 | row[c + 3 * Width] << 48;
                words[target] = word;
                words[target + Width] = word >> 16 | row[c + 4 * Width] << 48;
                target++;
            }
        }
    }
}
