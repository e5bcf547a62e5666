namespace Pedestal.Vein.Code
{
    /// <summary>
    /// Finds edges of shadows in the pattern of ambient light: blocks far from the mean of the two beside them along the rows of the frame.
    /// Bands of flickering lamps lie along these rows, and the sun's slope is straight, so that neither counts.
    /// </summary>
    // hot: runs for every frame in bright surroundings.
    public sealed class ShadowEdges
    {
        const int Stride = Parameters.PatchStride;
        const int EdgeStride = AmbientPattern.EdgeStride;

        // How far an edge bends the light at least: a share of the hand's level, 128ths, and of the ambient one, in which the palm's own
        // lines show.
        const int LeastBend128 = 3;
        const int AmbientShare = 10;

        // Blocks that the check for vessels looks at, and one more on every side. Blocks compared are two apart.
        const int FirstRow = 2;
        const int LastRow = 16;
        const int FirstWord = 2;
        const int LastWord = 5;
        const int Lane = 16;
        const ulong Ones = 0x0001000100010001;
        const ulong Bias = 0x8000800080008000;
        readonly ulong[] _beside = new ulong[(LastRow + 1) * EdgeStride];

        /// <summary>
        /// Marks the blocks at and around an edge with a one in their lane. Pattern and mean are sums of four pixels.
        /// </summary>
        public void Find(ulong[] pattern, ulong[] edges, Patch patch, int level, int mean4)
        {
            var step = BlocksAlongRow(patch.AcrossX, patch.DownX);
            var least = (4 * level * LeastBend128 >> 7) + mean4 / AmbientShare;
            for (var row = FirstRow; row <= LastRow; row++)
            {
                Compare(pattern, row, step, least);
            }

            var beside = _beside;
            for (var row = FirstRow + 1; row < LastRow; row++)
            {
                var i = row * EdgeStride + FirstWord;
                for (var end = i + LastWord - FirstWord; i <= end; i++)
                {
                    edges[i] = beside[i - EdgeStride] | beside[i] | beside[i + EdgeStride];
                }
            }
        }

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            System.Array.Clear(_beside, 0, _beside.Length);
        }

        /// <summary>Marks the blocks of a row at which there is an edge, and those beside them in the row.</summary>
        void Compare(ulong[] pattern, int row, int step, int leastBend)
        {
            var beside = _beside;
            var bias = Bias;
            var ones = Ones;
            var least = (uint)leastBend * ones;
            var start = row * EdgeStride + FirstWord;
            var target = start;
            var i = row * Stride + 2 * FirstWord;
            ulong before = 0;
            ulong first = 0;
            for (var end = start + LastWord - FirstWord; target <= end; target++)
            {
                // All of these are less than 1,024, so no lane borrows from the next.
                var bend = bias + pattern[i - step] + pattern[i + step] - pattern[i] - pattern[i];
                var edge = ~(bend + least & ~bend + ones + least) >> 15 & ones;
                beside[target] = edge | before;
                if (target > start)
                {
                    beside[target - 1] |= edge;
                }
                else
                {
                    first = edge;
                }

                before = edge;
                i += 2;
            }

            // A strip's last block and the first one of the next strip are neighbours, too.
            beside[start] |= before << Lane;
            beside[target - 1] |= first >> Lane;
        }

        /// <summary>Words of the pattern from a block to the one two blocks farther along the rows of the frame.</summary>
        static int BlocksAlongRow(int acrossX, int downX)
        {
            var right = acrossX < 0 ? -acrossX : acrossX;
            var down = downX < 0 ? -downX : downX;
            return right >= down
                ? 2 * 2 + Twice(downX, acrossX) * Stride
                : 2 * Stride + Twice(acrossX, downX) * 2;
        }

        /// <summary>Twice the ratio of two numbers, rounded: -2 to 2.</summary>
        static int Twice(int one, int other)
        {
            var quarters = 4 * one / other;
            return (quarters < 0 ? quarters - 1 : quarters + 1) / 2;
        }
    }
}
