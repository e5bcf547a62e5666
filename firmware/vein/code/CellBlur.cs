namespace Pedestal.Vein.Code
{
    /// <summary>
    /// Smooths the patch with the binomial mask (1 2 1) along rows and columns, which multiplies by 16. It removes the sensor's
    /// noise and detail finer than a vein, so that two points of a line are enough to detect it.
    /// </summary>
    // hot: runs for every frame.
    public sealed class CellBlur
    {
        const int Stride = Parameters.PatchStride;

        // The columns that line filters reach, two of them in each step.
        const int FirstColumn = 2;
        const int LastColumn = Stride - 3;
        readonly ulong[] _across = new ulong[Parameters.PatchSide * Stride];

        /// <summary>
        /// Smooths 16-bit lanes of 0 to 1,020 to lanes of 0 to 16,320 in place. The outermost two rows and columns have no meaning
        /// afterwards.
        /// </summary>
        public void Smooth(ulong[] words)
        {
            SmoothRows(words);
            SmoothColumns(words);
        }

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            System.Array.Clear(_across, 0, _across.Length);
        }

        void SmoothRows(ulong[] words)
        {
            var across = _across;
            for (var start = Stride; start < (Parameters.PatchSide - 1) * Stride; start += Stride)
            {
                var i = start + FirstColumn;
                var cell = words[i];

                // Each pair of neighbours belongs to two cells' sums.
                var before = words[i - 1] + cell;
                for (var end = start + LastColumn; i < end; i++)
                {
                    var next = words[i + 1];
                    var after = cell + next;
                    across[i] = before + after;
                    i++;
                    cell = words[i + 1];
                    before = next + cell;
                    across[i] = after + before;
                }
            }
        }

        void SmoothColumns(ulong[] words)
        {
            var across = _across;
            for (var column = FirstColumn; column <= LastColumn; column++)
            {
                var i = 2 * Stride + column;
                var cell = across[i];
                var before = across[i - Stride] + cell;
                for (var end = (Parameters.PatchSide - 2) * Stride; i < end; i += Stride)
                {
                    var next = across[i + Stride];
                    var after = cell + next;
                    words[i] = before + after;
                    i += Stride;
                    cell = across[i + Stride];
                    before = next + cell;
                    words[i] = after + before;
                }
            }
        }
    }
}
