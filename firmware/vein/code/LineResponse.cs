namespace Pedestal.Vein.Code
{
    /// <summary>
    /// Ordinal line responses (after the ordinal code of Sun, Tan, Wang and Li, 2005): for three pairs of perpendicular
    /// directions, the smoothed brightness of two cells along one direction minus that of two cells along the other. Veins are
    /// dark, so the sign says which direction the vein follows; the illumination's level and gradient cancel out.
    /// </summary>
    // hot: runs for every frame.
    public static class LineResponse
    {
        /// <summary>Added to each lane, so that lanes never borrow from each other.</summary>
        public const int Bias = 0x8000;

        /// <summary>Words per plane: 32 rows of 8, four cells in each.</summary>
        public const int PlaneWords = TemplateFormat.GridSide * Parameters.StripWidth;

        const ulong BiasLanes = 0x8000800080008000;
        const int Stride = Parameters.PatchStride;
        const int First = Parameters.Margin * Stride + Parameters.Margin;

        /// <summary>
        /// Computes the three planes of a smoothed patch, whose first directions are along the rows, at a slope of one half, and
        /// at a slope of two.
        /// </summary>
        public static void Compute(ulong[] words, ulong[] upright, ulong[] flat, ulong[] steep)
        {
            var target = 0;
            var i = First;
            var bias = BiasLanes;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                // Each cell two rows above and two rows below belongs to three responses.
                var aboveLeft = words[i - 2 * Stride - 1];
                var above = words[i - 2 * Stride];
                var belowLeft = words[i + 2 * Stride - 1];
                var below = words[i + 2 * Stride];
                for (var end = i + Parameters.StripWidth; i < end; i++)
                {
                    var aboveRight = words[i - 2 * Stride + 1];
                    var belowRight = words[i + 2 * Stride + 1];
                    upright[target] = bias + words[i + 2] + words[i - 2] - below - above;

                    // Knight's moves: the two slanted pairs share no cell, and neither is its own perpendicular.
                    flat[target] = bias + words[i + Stride + 2] + words[i - Stride - 2] - belowLeft - aboveRight;
                    steep[target] = bias + belowRight + aboveLeft - words[i + Stride - 2] - words[i - Stride + 2];
                    target++;
                    aboveLeft = above;
                    above = aboveRight;
                    belowLeft = below;
                    below = belowRight;
                }

                i += Stride - Parameters.StripWidth;
            }
        }
    }
}
