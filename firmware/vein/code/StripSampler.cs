namespace Pedestal.Vein.Code
{
    /// <summary>
    /// Samples a bordered frame into rows of words whose lanes are four strips side by side, as <see cref="Patch"/> describes. Each cell is
    /// the sum of four pixels.
    /// </summary>
    // hot: runs for every frame.
    public sealed class StripSampler
    {
        /// <summary>Bytes from a cell's first pixel to its second; the third and fourth are at the other two offsets.</summary>
        public int Right;

        /// <inheritdoc cref="Right"/>
        public int Below;

        /// <inheritdoc cref="Right"/>
        public int Diagonal;

        const int Rounding = 1 << 15;

        // Parts of a shifted place: the row times 256 bytes, and the column times two. A number has two places.
        const int RowMask = 0xFF00;
        const int ColumnMask = 0x1FE;
        const ulong BothHalves = 0x0000000100000001;

        /// <summary>
        /// Samples a row of five strips: words for the first four, and, as far behind them as a strip is wide, those for the last four.
        /// Places of one row are all in the frame.
        /// </summary>
        public void SampleRow(byte[] pixels, int place, int across, ulong[] words, int target, int width)
        {
            var right = Right;
            var below = Below;
            var diagonal = Diagonal;
            var rowMask = RowMask * BothHalves;
            var columnMask = ColumnMask * BothHalves;

            // The same column of all strips, of four of them in two numbers.
            var strip = width * across;
            var fifth = place + 4 * strip;
            var pair = (uint)place | (ulong)(place + strip) << 32;
            var nextPair = (uint)(place + 2 * strip) | (ulong)(place + 3 * strip) << 32;
            var acrossBoth = (ulong)across + ((ulong)across << 32);
            for (var end = target + width; target < end; target++)
            {
                var places = (pair >> 16 & rowMask) + (pair >> 7 & columnMask);
                var p = (int)places;
                var low = pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal];
                p = (int)(places >> 32);
                low |= pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal] << 16;
                places = (nextPair >> 16 & rowMask) + (nextPair >> 7 & columnMask);
                p = (int)places;
                var high = pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal];
                p = (int)(places >> 32);
                high |= pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal] << 16;
                p = (fifth >> 16 & RowMask) + (fifth >> 7 & ColumnMask);
                var last = pixels[p] + pixels[p + right] + pixels[p + below] + pixels[p + diagonal] << 16;
                var word = (uint)low | (ulong)high << 32;
                words[target] = word;
                words[target + width] = word >> 16 | (ulong)last << 32;
                pair += acrossBoth;
                nextPair += acrossBoth;
                fifth += across;
            }
        }

        /// <summary>Packs both coordinates into one number, 8 fractional bits each, so that one addition moves both.</summary>
        public static int Place(int x, int y)
        {
            return (y >> 8 << 16) + (x >> 8);
        }

        /// <summary>Byte offset of a displacement in pixels, 16 fractional bits, rounded to the nearest pixel.</summary>
        public static int Offset(int x, int y)
        {
            return (y + Rounding >> 16) * PaddedFrame.Stride + 2 * (x + Rounding >> 16);
        }
    }
}
