using Pedestal.Vein.Outline;

namespace Pedestal.Vein.Code
{
    /// <summary>
    /// The structure of bright ambient light on the palm: bands of flickering lamps, edges of shadows, the sun's slope. It is taken from
    /// the dark frame in blocks of 2 x 2 cells, smoothed, and subtracted less its mean: what evenly lights the palm shows its lines too,
    /// and subtracting all of it would only add noise.
    /// </summary>
    // hot: runs for every frame in bright surroundings.
    public sealed class AmbientPattern
    {
        /// <summary>
        /// Blocks near an edge of a shadow: 1 in their lane, 0 elsewhere. There the pattern is not removed well, and a shadow may have moved
        /// between both frames. Twenty rows of <see cref="EdgeStride"/> words; a word has the lanes of every second word of the patch.
        /// </summary>
        public readonly ulong[] Edges = new ulong[Rows * EdgeStride];

        /// <summary>Words in a row of <see cref="Edges"/>.</summary>
        public const int EdgeStride = Parameters.PatchStride / 2;

        const int Stride = Parameters.PatchStride;
        const int Rows = Parameters.PatchSide / 2;
        const int RowWords = Stride / 2;
        const int Columns = Parameters.PatchSide / 2;
        const int LastRow = Parameters.PatchSide - 2;
        const int Strip = Parameters.StripWidth / 2;
        const int Rounding = 1 << 15;
        const ulong Ones = 0x0001000100010001;
        const ulong Bias = 0x8000800080008000;
        const int Lane = 16;
        const ulong WholeLane = 0xFFFF;
        const ulong MostSum = 4 * Parameters.SaturatedLevel - 1;
        const ulong AllCells = (1ul << Parameters.PatchSide) - 1;
        const ulong Halves = 0x7FFF7FFF7FFF7FFF;
        const ulong Quarters = 0x3FFF3FFF3FFF3FFF;
        readonly StripSampler _sampler = new StripSampler();
        readonly ShadowEdges _shadows = new ShadowEdges();
        readonly ulong[] _words = new ulong[RowWords];
        readonly ulong[] _pattern = new ulong[Rows * Stride];
        int _mean4;
        int _sum;

        /// <summary>
        /// Subtracts the pattern from a patch just sampled from the lit frame, and finds the cells that the LEDs light, and do not
        /// saturate; the others repeat the row above, and the first row the hand's level. Returns the mean ambient level.
        /// </summary>
        public int Remove(Patch patch, byte[] dark, Silhouette silhouette)
        {
            patch.LoadFrame(dark);
            Measure(patch);
            _shadows.Find(_pattern, Edges, patch, silhouette.Level, _mean4);
            for (var i = 0; i < Stride; i++)
            {
                patch.Words[i] = (uint)(_mean4 + 4 * silhouette.Level) * Ones;
            }

            for (var row = 1; row < LastRow; row += 2)
            {
                Subtract(patch, row, 4 * silhouette.Threshold);
            }

            return _mean4 / 4;
        }

        /// <summary>There are no edges of shadows.</summary>
        public void WipeEdges()
        {
            System.Array.Clear(Edges, 0, Edges.Length);
        }

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            WipeEdges();
            _shadows.Wipe();
            System.Array.Clear(_words, 0, _words.Length);
            System.Array.Clear(_pattern, 0, _pattern.Length);
        }

        /// <summary>Samples the blocks, each around the first of its cells, and their mean.</summary>
        void Measure(Patch patch)
        {
            var x = patch.OriginX - (patch.AcrossX + patch.DownX) / 2 + Rounding;
            var y = patch.OriginY - (patch.AcrossY + patch.DownY) / 2 + Rounding;
            var across = StripSampler.Place(2 * patch.AcrossX, 2 * patch.AcrossY);
            _sampler.Right = StripSampler.Offset(patch.AcrossX, patch.AcrossY);
            _sampler.Below = StripSampler.Offset(patch.DownX, patch.DownY);
            _sampler.Diagonal = _sampler.Right + _sampler.Below;
            _sum = 0;
            for (var row = 0; row < Rows; row++)
            {
                _sampler.SampleRow(patch.Frame.Pixels, StripSampler.Place(x, y), across, _words, 0, Strip);
                Smooth(row * Stride);
                x += 2 * patch.DownX;
                y += 2 * patch.DownY;
            }

            _mean4 = _sum / (Rows * Columns);
        }

        /// <summary>Smooths a row with 1 2 1 into every second word, and interpolates those between. Adds the row to the sum.</summary>
        void Smooth(int target)
        {
            var words = _words;
            var pattern = _pattern;
            var halves = Halves;
            var quarters = Quarters;
            var left = words[0];
            var middle = left;
            var before = left;
            ulong sum = 0;
            for (var c = 1; c < RowWords; c++)
            {
                var right = words[c];
                var word = left + middle + middle + right >> 2 & quarters;
                pattern[target] = word;
                if (c > 1)
                {
                    pattern[target - 1] = before + word >> 1 & halves;
                }

                // The strips, and of the last words their last lane alone.
                sum += c <= Strip ? middle : middle >> 48;
                target += 2;
                before = word;
                left = middle;
                middle = right;
            }

            sum += middle >> 48;
            var last = left + middle + middle + middle >> 2 & quarters;
            pattern[target - 1] = before + last >> 1 & halves;
            pattern[target] = last;
            pattern[target + 1] = last;
            _sum += (int)(sum & 0xFFFF) + (int)(sum >> 16 & 0xFFFF) + (int)(sum >> 32 & 0xFFFF) + (int)(sum >> 48);
        }

        /// <summary>
        /// Subtracts a row of the pattern from a row of words, and the mean of that row and the next one from the words below; marks the
        /// cells that the LEDs light.
        /// </summary>
        void Subtract(Patch patch, int row, int threshold)
        {
            var words = patch.Words;
            var pattern = _pattern;
            var halves = Halves;
            var signs = Bias;
            var back = signs + (uint)_mean4 * Ones;
            var least = (uint)(_mean4 + threshold) * Ones;
            var most = signs + MostSum * Ones;
            var start = row * Stride;
            var source = (row - 1) / 2 * Stride + 1;
            var cells = AllCells;
            var cellsBelow = AllCells;
            for (var i = start + 1; i < start + Stride - 1; i++)
            {
                // All of these are less than 1,024, so no lane borrows from the next.
                var ambient = pattern[source];
                var word = words[i];
                var light = word + back - ambient;
                var isPalm = light - least & most - word & signs;
                light ^= signs;
                if (isPalm != signs)
                {
                    cells &= ~(Patch.CellsOf(isPalm ^ signs) << i - start);
                    light = Mend(light, isPalm, words[i - Stride]);
                }

                words[i] = light;
                word = words[i + Stride];
                var below = word + back - (ambient + pattern[source + Stride] >> 1 & halves);
                isPalm = below - least & most - word & signs;
                below ^= signs;
                if (isPalm != signs)
                {
                    cellsBelow &= ~(Patch.CellsOf(isPalm ^ signs) << i - start);
                    below = Mend(below, isPalm, light);
                }

                words[i + Stride] = below;
                source++;
            }

            patch.Cells[row] = cells;
            patch.Cells[row + 1] = cellsBelow;
        }

        /// <summary>Cells whose lane has its highest bit set, and the cells above them in place of the others.</summary>
        static ulong Mend(ulong cells, ulong isPalm, ulong above)
        {
            isPalm = (isPalm >> Lane - 1) * WholeLane;
            return cells & isPalm | above & ~isPalm;
        }
    }
}
