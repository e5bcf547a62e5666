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
        readonly ulong[] _across = new ulong[Parameters.PatchSide * Stride];

        /// <summary>
        /// Smooths 16-bit lanes of 0 to 1,020 to lanes of 0 to 16,320 in place. The outermost two rows and the outermost
        /// column of each strip's margin have no meaning afterwards.
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
                var end = start + Stride - 1;
                var left = words[start];
                var middle = words[start + 1];
                for (var i = start + 1; i < end;)
                {
                    var right = words[i + 1];
                    across[i] = left + middle + middle + right;
                    i++;
                    left = words[i + 1];
                    across[i] = middle + right + right + left;
                    i++;
                    middle = left;
                    left = right;
                }
            }
        }

        void SmoothColumns(ulong[] words)
        {
            var across = _across;
            for (var column = 1; column < Stride - 1; column++)
            {
                var i = Stride + column;
                var above = across[i];
                i += Stride;
                var middle = across[i];
                while (i < (Parameters.PatchSide - 2) * Stride)
                {
                    var below = across[i + Stride];
                    words[i] = above + middle + middle + below;
                    i += Stride;
                    above = across[i + Stride];
                    words[i] = middle + below + below + above;
                    i += Stride;
                    middle = above;
                    above = below;
                }
            }
        }
    }
}
