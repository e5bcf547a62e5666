namespace Pedestal.Vein
{
    /// <summary>
    /// Ordinal line responses (after the ordinal code of Sun, Tan, Wang and Li, 2005): for three pairs of perpendicular
    /// directions, the sum along one line minus the sum along the other through the same cell. Veins are dark, so the
    /// sign says which direction the vein follows; even illumination cancels.
    /// </summary>
    public static class LineResponse
    {
        /// <summary>Added to every lane, so that lanes never borrow from each other.</summary>
        public const int Bias = 0x4000;

        /// <summary>Words per plane: 32 rows of 8, four cells in each.</summary>
        public const int PlaneWords = TemplateFormat.GridSide * 8;

        const ulong BiasLanes = 0x4000400040004000;
        const int Stride = Parameters.PatchStride;

        /// <summary>
        /// Sums every 2 x 2 block of samples in place; done twice, lines get the width of a vein and noise falls to 3/8.
        /// </summary>
        public static void Widen(ulong[] words)
        {
            const int last = Parameters.PatchSide - 1;
            for (var row = 0; row < last; row++)
            {
                var end = row * Stride + Stride - 1;
                var column = words[end - Stride + 1] + words[end + 1];
                for (var i = end - Stride + 1; i < end; i++)
                {
                    var next = words[i + 1] + words[i + 1 + Stride];
                    words[i] = column + next;
                    column = next;
                }
            }
        }

        /// <summary>
        /// Computes one plane: the line of six taps (±near, ±middle, ±far, as word offsets) against its perpendicular.
        /// </summary>
        public static void Compute(ulong[] words, ulong[] plane, int near, int middle, int far,
            int nearAcross, int middleAcross, int farAcross)
        {
            var target = 0;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                var i = (2 * row + Parameters.Margin) * Stride + Parameters.Margin;
                for (var end = i + Parameters.StripWidth; i < end; i += 2)
                {
                    plane[target++] = BiasLanes
                        + words[i + near] + words[i - near] + words[i + middle] + words[i - middle]
                        + words[i + far] + words[i - far]
                        - words[i + nearAcross] - words[i - nearAcross] - words[i + middleAcross]
                        - words[i - middleAcross] - words[i + farAcross] - words[i - farAcross];
                }
            }
        }
    }
}
