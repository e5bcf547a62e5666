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
        const int Stride = Parameters.PatchStride;
        const int Rows = Parameters.PatchSide / 2;
        const int RowWords = Stride / 2;
        const int Columns = Parameters.PatchSide / 2;
        const int LastRow = Parameters.PatchSide - 2;
        const int Rounding = 1 << 15;
        const int RowMask = 0x1FE00;
        const int ColumnMask = 0x1FE;
        const ulong Ones = 0x0001000100010001;
        const ulong Bias = 0x8000800080008000;
        const ulong AllCells = (1ul << Parameters.PatchSide) - 1;
        const ulong Halves = 0x7FFF7FFF7FFF7FFF;
        const ulong Quarters = 0x3FFF3FFF3FFF3FFF;
        readonly ulong[] _samples = new ulong[Columns];
        readonly ulong[] _words = new ulong[RowWords];
        readonly ulong[] _pattern = new ulong[Rows * Stride];
        int _right;
        int _below;

        /// <summary>
        /// Subtracts the pattern from a patch just sampled from the lit frame, and marks the cells that the LEDs light by less than a
        /// threshold in grey levels as no palm; they repeat the row above, and the first row the hand's level. Returns the mean ambient
        /// level.
        /// </summary>
        public int Remove(Patch patch, byte[] dark, int threshold, int level)
        {
            patch.Frame.Load(dark);
            var mean4 = Measure(patch);
            for (var i = 0; i < Stride; i++)
            {
                patch.Words[i] = (uint)(mean4 + 4 * level) * Ones;
            }

            for (var row = 1; row <= LastRow; row++)
            {
                patch.Cells[row] &= Subtract(patch.Words, row * Stride, row - 1, mean4, 4 * threshold);
            }

            return mean4 / 4;
        }

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            System.Array.Clear(_samples, 0, _samples.Length);
            System.Array.Clear(_words, 0, _words.Length);
            System.Array.Clear(_pattern, 0, _pattern.Length);
        }

        /// <summary>Samples the blocks, each around the first of its cells; returns the mean of the sums of four.</summary>
        int Measure(Patch patch)
        {
            var x = patch.OriginX - (patch.AcrossX + patch.DownX) / 2 + Rounding;
            var y = patch.OriginY - (patch.AcrossY + patch.DownY) / 2 + Rounding;
            var across = Place(2 * patch.AcrossX, 2 * patch.AcrossY);
            _right = Offset(patch.AcrossX, patch.AcrossY);
            _below = Offset(patch.DownX, patch.DownY);
            var sum = 0;
            for (var row = 0; row < Rows; row++)
            {
                sum += SampleRow(patch.Frame.Pixels, Place(x, y), across);
                Pack();
                Smooth(row * Stride);
                x += 2 * patch.DownX;
                y += 2 * patch.DownY;
            }

            return sum / (Rows * Columns);
        }

        int SampleRow(byte[] pixels, int place, int across)
        {
            var samples = _samples;
            var right = _right;
            var below = _below;
            var diagonal = right + below;
            var sum = 0;
            for (var i = 0; i < Columns; i++)
            {
                var p = (place >> 15 & RowMask) + (place >> 7 & ColumnMask);
                var level = pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal];
                samples[i] = (uint)level;
                sum += level;
                place += across;
            }

            return sum;
        }

        /// <summary>Packs a row's samples like the patch.</summary>
        void Pack()
        {
            var samples = _samples;
            const int strip = Parameters.StripWidth / 2;
            for (var c = 0; c < RowWords; c++)
            {
                _words[c] = samples[c] | samples[c + strip] << 16 | samples[c + 2 * strip] << 32 | samples[c + 3 * strip] << 48;
            }
        }

        /// <summary>Smooths a row with 1 2 1 into every second word, and interpolates those between.</summary>
        void Smooth(int target)
        {
            var words = _words;
            var pattern = _pattern;
            var left = words[0];
            var middle = left;
            ulong before = 0;
            for (var c = 0; c < RowWords; c++)
            {
                var right = c < RowWords - 1 ? words[c + 1] : middle;
                var word = left + middle + middle + right >> 2 & Quarters;
                if (c > 0)
                {
                    pattern[target - 1] = before + word >> 1 & Halves;
                }

                pattern[target] = word;
                target += 2;
                before = word;
                left = middle;
                middle = right;
            }

            pattern[target - 1] = before;
        }

        /// <summary>
        /// Subtracts a row of the pattern, or the mean of two, from a row of words; returns the cells that the LEDs light, a bit each.
        /// </summary>
        ulong Subtract(ulong[] words, int i, int row, int mean, int threshold)
        {
            var pattern = _pattern;
            var bias = Bias;
            var ones = Ones;
            var least = (uint)threshold * ones;
            var back = (uint)mean * ones;
            var backLessBias = back - bias;
            var above = (row >> 1) * Stride;
            var below = (row + 1 >> 1) * Stride;
            var cells = AllCells;
            for (var c = 0; c < Stride; c++)
            {
                // All of these are less than 1,024, so no lane borrows from the next.
                var light = words[i] + bias - (pattern[above + c] + pattern[below + c] >> 1 & Halves);
                var isLit = light - least >> 15 & ones;
                if (isLit == ones)
                {
                    words[i] = light + backLessBias;
                }
                else
                {
                    var lanes = isLit * 0xFFFF;
                    words[i] = ((light ^ bias) & lanes) + (back & lanes) | words[i - Stride] & ~lanes;
                    isLit ^= ones;

                    // Lane n of word c is cell 8 n + c.
                    cells &= ~((isLit & 1 | isLit >> 8 & 0x100 | isLit >> 16 & 0x10000 | isLit >> 24 & 0x1000000) << c);
                }

                i++;
            }

            return cells;
        }

        /// <summary>Byte offset of a displacement in pixels, 16 fractional bits, rounded to the nearest pixel.</summary>
        static int Offset(int x, int y)
        {
            return (y + Rounding >> 16) * PaddedFrame.Stride + 2 * (x + Rounding >> 16);
        }

        static int Place(int x, int y)
        {
            return (y >> 8 << 16) + (x >> 8);
        }
    }
}
