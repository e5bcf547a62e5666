namespace Pedestal.Vein
{
    /// <summary>
    /// Removes the slow illumination: from every sample the mean of its surroundings is taken away, so that the LEDs'
    /// fall-off and the palm's cup leave no direction of their own in the line responses. The means of blocks of 8 x 8
    /// samples, interpolated bilinearly, stand for the surroundings.
    /// </summary>
    public sealed class Illumination
    {
        /// <summary>Level of a sample that equals its surroundings; samples end up between 1 and 511.</summary>
        public const int Level = 256;

        const int Stride = Parameters.PatchStride;
        const int Block = 8;
        const int BlockRows = Parameters.PatchSide / Block;

        // One block more on each side than a strip and its margins have: their values come from the next strip.
        const int BlockColumns = Stride / Block + 2;
        const ulong LevelLanes = 0x0100010001000100;
        const ulong FirstLane = 0xFFFF;
        const ulong LastLane = 0xFFFF000000000000;

        // Means with three fractional bits, four lanes to a word.
        readonly ulong[] _means = new ulong[BlockRows * BlockColumns];
        readonly ulong[] _line = new ulong[BlockColumns];

        /// <summary>Flattens a patch of 16-bit lanes (0 to 255 each) in place.</summary>
        public void Flatten(ulong[] words)
        {
            for (var row = 0; row < BlockRows; row++)
            {
                Average(words, row);
            }

            for (var row = 0; row < Parameters.PatchSide; row++)
            {
                InterpolateLine(row);
                Subtract(words, row * Stride);
            }
        }

        void Average(ulong[] words, int blockRow)
        {
            var target = blockRow * BlockColumns;
            for (var column = 0; column < Stride; column += Block)
            {
                ulong sum = 0;
                var start = blockRow * Block * Stride + column;
                for (var row = 0; row < Block; row++)
                {
                    sum += words[start] + words[start + 1] + words[start + 2] + words[start + 3]
                        + words[start + 4] + words[start + 5] + words[start + 6] + words[start + 7];
                    start += Stride;
                }

                _means[target + 1 + column / Block] = sum >> 3 & 0x1FFF1FFF1FFF1FFF;
            }

            // Blocks 0 and 1 of a strip are blocks 2 and 3 of the strip before.
            _means[target] = _means[target + 2] << 16 | _means[target + 1] & FirstLane;
            _means[target + 5] = _means[target + 3] >> 16 | _means[target + 4] & LastLane;
        }

        void InterpolateLine(int row)
        {
            var position = row - Block / 2;
            var lower = position < 0 ? 0 : position / Block;
            var upper = lower + 1 < BlockRows ? lower + 1 : lower;
            var weight = position < 0 ? 0ul : (ulong)(position % Block);
            for (var i = 0; i < BlockColumns; i++)
            {
                _line[i] = _means[lower * BlockColumns + i] * (Block - weight)
                    + _means[upper * BlockColumns + i] * weight >> 3 & 0x1FFF1FFF1FFF1FFF;
            }
        }

        void Subtract(ulong[] words, int start)
        {
            for (var column = 0; column < Stride; column++)
            {
                // Block centres lie half a block in; the extra block on the left shifts the index by one.
                var position = column + Block / 2;
                var left = _line[position / Block];
                var right = _line[position / Block + 1];
                var weight = (ulong)(position % Block);
                var mean = left * (Block - weight) + right * weight >> 6 & 0x03FF03FF03FF03FF;
                words[start + column] += LevelLanes - mean;
            }
        }
    }
}
