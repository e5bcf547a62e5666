namespace Pedestal.Vein
{
    /// <summary>
    /// Removes the slow illumination: from every cell the mean of its surroundings is taken away, so that the LEDs'
    /// fall-off and the palm's cup leave no direction of their own in the line responses. The means of blocks of 4 x 4
    /// cells, interpolated bilinearly, stand for the surroundings.
    /// </summary>
    // hot: runs for every frame.
    public sealed class Illumination
    {
        const int Stride = Parameters.PatchStride;
        const int Block = 4;
        const int BlockRows = Parameters.PatchSide / Block;

        // One block more on each side than a strip and its margins have: their values come from the next strip.
        const int BlockColumns = Stride / Block + 2;

        // Level of a cell that equals its surroundings: cells end up between 4 and 2,044.
        const ulong LevelLanes = 0x0400040004000400;
        const ulong FirstLane = 0xFFFF;
        const ulong LastLane = 0xFFFF000000000000;
        const ulong MeanLanes = 0x1FFF1FFF1FFF1FFF;

        // Means with two fractional bits, four lanes to a word.
        readonly ulong[] _means = new ulong[BlockRows * BlockColumns];
        readonly ulong[] _line = new ulong[BlockColumns];

        /// <summary>Flattens a patch of 16-bit lanes (0 to 1,020 each) in place.</summary>
        public void Flatten(ulong[] words)
        {
            for (var row = 0; row < BlockRows; row++)
            {
                Average(words, row);
            }

            // No line reaches the outermost rows.
            for (var row = 1; row < Parameters.PatchSide - 1; row++)
            {
                InterpolateLine(row);
                Subtract(words, row * Stride);
            }
        }

        void Average(ulong[] words, int blockRow)
        {
            var means = _means;
            var target = blockRow * BlockColumns;
            for (var column = 0; column < Stride; column += Block)
            {
                var i = blockRow * Block * Stride + column;
                var sum = words[i] + words[i + 1] + words[i + 2] + words[i + 3]
                    + words[i + Stride] + words[i + Stride + 1] + words[i + Stride + 2] + words[i + Stride + 3];
                i += 2 * Stride;
                sum += words[i] + words[i + 1] + words[i + 2] + words[i + 3]
                    + words[i + Stride] + words[i + Stride + 1] + words[i + Stride + 2] + words[i + Stride + 3];
                means[target + 1 + column / Block] = sum >> 2 & MeanLanes;
            }

            // Blocks 0 and 1 of a strip are blocks 2 and 3 of the strip before.
            means[target] = means[target + 2] << 16 | means[target + 1] & FirstLane;
            means[target + 5] = means[target + 3] >> 16 | means[target + 4] & LastLane;
        }

        void InterpolateLine(int row)
        {
            var means = _means;
            var line = _line;
            var position = row - Block / 2;
            var lower = position < 0 ? 0 : position / Block;
            var upper = lower + 1 < BlockRows ? lower + 1 : lower;
            var weight = position < 0 ? 0ul : (ulong)(position % Block);
            var other = Block - weight;
            lower *= BlockColumns;
            upper *= BlockColumns;
            for (var i = 0; i < BlockColumns; i++)
            {
                line[i] = means[lower + i] * other + means[upper + i] * weight >> 2 & MeanLanes;
            }
        }

        /// <summary>Block centres lie half a block in: every block's line segment starts two cells before the next block.</summary>
        void Subtract(ulong[] words, int start)
        {
            var line = _line;
            var i = start - Block / 2;
            var left = line[0];
            for (var block = 1; block < BlockColumns; block++)
            {
                var right = line[block];
                if (block > 1)
                {
                    words[i] += LevelLanes - (left >> 2 & 0x07FF07FF07FF07FF);
                    words[i + 1] += LevelLanes - (3 * left + right >> 4 & 0x07FF07FF07FF07FF);
                }

                if (block < BlockColumns - 1)
                {
                    words[i + 2] += LevelLanes - (left + right >> 3 & 0x07FF07FF07FF07FF);
                    words[i + 3] += LevelLanes - (left + 3 * right >> 4 & 0x07FF07FF07FF07FF);
                }

                left = right;
                i += Block;
            }
        }
    }
}
