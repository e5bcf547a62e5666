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
        /// 40 rows of <see cref="Parameters.PatchStride"/> words; row 0 is at the fingers. No line filter uses the outermost rows and
        /// columns.
        /// </summary>
        public readonly ulong[] Words = new ulong[Parameters.PatchSide * Parameters.PatchStride];

        /// <summary>
        /// One bit per cell, 40 per row: set if the cell shows palm, is not saturated and lies in the frame. Of the outermost ones it is not known.
        /// </summary>
        public readonly ulong[] Cells = new ulong[Parameters.PatchSide];

        const int Side = Parameters.PatchSide;
        const int Half = Side - 1;
        const int Stride = Parameters.PatchStride;
        const int Width = Parameters.StripWidth;
        const int Rounding = 1 << 15;

        // Pixels around a cell's centre within which all of its samples lie.
        const int Reach = 3;

        const ulong AllCells = (1ul << Side) - 1;
        const ulong MostSum = 4 * Parameters.SaturatedLevel - 1;
        const ulong Ones = 0x0001000100010001;
        const ulong Signs = 0x8000800080008000;

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

        readonly StripSampler _sampler = new StripSampler();

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            System.Array.Clear(Frame.Pixels, 0, Frame.Pixels.Length);
            System.Array.Clear(Words, 0, Words.Length);
            System.Array.Clear(Cells, 0, Cells.Length);
        }

        /// <summary>
        /// Resamples the palm at a pose; false if it lies so far out that the frame's border does not suffice. Which cells show palm is
        /// still to be found.
        /// </summary>
        public bool Sample(byte[] lit, PalmPose pose)
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

            OriginX = x + downX;
            OriginY = y + downY;
            LoadFrame(lit);

            // The four samples lie around the cell's centre, half a cell apart.
            _sampler.Right = StripSampler.Offset(AcrossX / 2, AcrossY / 2);
            _sampler.Below = StripSampler.Offset(downX / 2, downY / 2);
            _sampler.Diagonal = StripSampler.Offset((AcrossX + downX) / 2, (AcrossY + downY) / 2);
            x -= (AcrossX + downX) / 4;
            y -= (AcrossY + downY) / 4;
            x += downX + Rounding;
            y += downY + Rounding;
            var across = StripSampler.Place(AcrossX, AcrossY);
            for (var target = Stride; target < (Side - 1) * Stride; target += Stride)
            {
                _sampler.SampleRow(Frame.Pixels, StripSampler.Place(x, y), across, Words, target, Width);
                x += downX;
                y += downY;
            }

            return true;
        }

        /// <summary>Loads a frame for sampling.</summary>
        internal void LoadFrame(byte[] frame)
        {
            // Columns from the first cell of all to its row's last one, to its column's last one, and to the last one of all.
            var across = AcrossX * Half >> 16;
            var down = DownX * Half >> 16;
            var first = OriginX - DownX >> 16;
            var last = first;
            first += (across < 0 ? across : 0) + (down < 0 ? down : 0);
            last += (across > 0 ? across : 0) + (down > 0 ? down : 0);
            Frame.Load(frame, first - Reach - PaddedFrame.Border, last + Reach - PaddedFrame.Border);
        }

        /// <summary>
        /// Finds the cells that show palm: no darker than the silhouette's threshold in its mean ambient light, and not saturated. The others
        /// repeat the row above, and the first row the hand's level, so that the outline does not look like a vein.
        /// </summary>
        public void KeepPalm(Silhouette silhouette)
        {
            for (var i = 0; i < Stride; i++)
            {
                Words[i] = 4 * (uint)(silhouette.Level + silhouette.Ambient) * Ones;
            }

            for (var row = 1; row < Side - 1; row++)
            {
                Cells[row] = KeepPalm(row * Stride, 4 * (silhouette.Threshold + silhouette.Ambient));
            }
        }

        /// <summary>
        /// Loads a region that is already upright and shows only palm: the grey levels of 2 x 2 samples for each cell, row-major.
        /// </summary>
        public void Load(byte[] region)
        {
            for (var row = 0; row < Side; row++)
            {
                var cell = 4 * Side * row;
                var target = row * Stride;
                for (var c = 0; c < Width; c++)
                {
                    var word = Sum(region, cell) | Sum(region, cell + 2 * Width) << 16 | Sum(region, cell + 4 * Width) << 32
                        | Sum(region, cell + 6 * Width) << 48;
                    Words[target] = word;
                    Words[target + Width] = word >> 16 | Sum(region, cell + 8 * Width) << 48;
                    cell += 2;
                    target++;
                }

                Cells[row] = AllCells;
            }
        }

        /// <summary>The sum of 2 x 2 samples of a region.</summary>
        static ulong Sum(byte[] region, int i)
        {
            return (uint)(region[i] + region[i + 1] + region[i + 2 * Side] + region[i + 2 * Side + 1]);
        }

        /// <summary>Whether a point and the samples around it are in the bordered frame.</summary>
        static bool IsInside(int x, int y)
        {
            const int limit = PaddedFrame.Side - 3 << 16;
            return x > 2 << 16 && x < limit && y > 2 << 16 && y < limit;
        }

        ulong KeepPalm(int row, int leastSum)
        {
            var words = Words;
            var cells = AllCells;
            var signs = Signs;
            var least = signs - (uint)leastSum * Ones;
            var most = signs + MostSum * Ones;
            for (var i = row + 1; i < row + Stride - 1; i++)
            {
                // All sums are less than 1,024, so no lane carries into the next.
                var word = words[i];
                var isPalm = word + least & most - word & signs;
                if (isPalm != signs)
                {
                    cells &= ~(CellsOf(isPalm ^ signs) << i - row);
                    isPalm = (isPalm >> 15) * 0xFFFF;
                    words[i] = word & isPalm | words[i - Stride] & ~isPalm;
                }
            }

            return cells;
        }

        /// <summary>The cells of a row's first word whose lanes have their highest bit set, a bit each; those of the next words are one farther left.</summary>
        internal static ulong CellsOf(ulong signs)
        {
            return signs >> 15 & 1 | signs >> 23 & 0x100 | signs >> 31 & 0x10000 | signs >> 39 & 0x1000000;
        }
    }
}
