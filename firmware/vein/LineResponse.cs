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
        public const int PlaneWords = TemplateFormat.GridSide * Parameters.StripWidth;

        const ulong BiasLanes = 0x4000400040004000;
        const int Stride = Parameters.PatchStride;

        /// <summary>Along the rows against across them: three cells each way.</summary>
        public static void ComputeUpright(ulong[] words, ulong[] plane)
        {
            var target = 0;
            var i = Parameters.Margin * Stride + Parameters.Margin;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                for (var end = i + Parameters.StripWidth; i < end; i++)
                {
                    plane[target++] = BiasLanes
                        + words[i + 1] + words[i - 1] + words[i + 2] + words[i - 2] + words[i + 3] + words[i - 3]
                        - words[i + Stride] - words[i - Stride] - words[i + 2 * Stride] - words[i - 2 * Stride]
                        - words[i + 3 * Stride] - words[i - 3 * Stride];
                }

                i += Stride - Parameters.StripWidth;
            }
        }

        /// <summary>
        /// One slanted line against its perpendicular: knight's moves (near, far) with the cells on the way, given as word
        /// offsets of the two cells beside the half-way point, of the knight's move, and of the two cells beyond it.
        /// </summary>
        public static void ComputeSlanted(ulong[] words, ulong[] plane, int a, int b, int c, int d, int e,
            int acrossA, int acrossB, int acrossC, int acrossD, int acrossE)
        {
            var target = 0;
            var i = Parameters.Margin * Stride + Parameters.Margin;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                for (var end = i + Parameters.StripWidth; i < end; i++)
                {
                    plane[target++] = BiasLanes
                        + (words[i + a] + words[i - a] + words[i + b] + words[i - b]
                            + (words[i + c] + words[i - c] << 1)
                            + words[i + d] + words[i - d] + words[i + e] + words[i - e])
                        - (words[i + acrossA] + words[i - acrossA] + words[i + acrossB] + words[i - acrossB]
                            + (words[i + acrossC] + words[i - acrossC] << 1)
                            + words[i + acrossD] + words[i - acrossD] + words[i + acrossE] + words[i - acrossE]);
                }

                i += Stride - Parameters.StripWidth;
            }
        }
    }
}
