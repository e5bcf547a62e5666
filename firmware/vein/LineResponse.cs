namespace Pedestal.Vein
{
    /// <summary>
    /// Ordinal line responses (after the ordinal code of Sun, Tan, Wang and Li, 2005): for three pairs of perpendicular
    /// directions, the sum along one line minus the sum along the other through the same cell. Veins are dark, so the
    /// sign says which direction the vein follows; even illumination cancels.
    /// </summary>
    // hot: runs for every frame.
    public sealed class LineResponse
    {
        /// <summary>Added to every lane, so that lanes never borrow from each other.</summary>
        public const int Bias = 0x4000;

        /// <summary>Words per plane: 32 rows of 8, four cells in each.</summary>
        public const int PlaneWords = TemplateFormat.GridSide * Parameters.StripWidth;

        const ulong BiasLanes = 0x4000400040004000;
        const int Stride = Parameters.PatchStride;
        const int First = Parameters.Margin * Stride + Parameters.Margin;

        // Sums of two cells, one below the other and side by side: what lies half-way between cells.
        readonly ulong[] _below = new ulong[Parameters.PatchSide * Stride];
        readonly ulong[] _beside = new ulong[Parameters.PatchSide * Stride];

        /// <summary>Computes the three planes from a flattened patch.</summary>
        public void Compute(ulong[] words, ulong[] upright, ulong[] flat, ulong[] steep)
        {
            SumPairs(words);
            ComputeUpright(words, upright);
            ComputeSlanted(words, flat, _below, 1, -Stride - 1, Stride + 3, -2 * Stride - 3, Stride + 2,
                _beside, Stride - 1, -Stride, 3 * Stride - 2, -3 * Stride + 1, 2 * Stride - 1);
            ComputeSlanted(words, steep, _beside, Stride, -Stride - 1, 3 * Stride + 1, -3 * Stride - 2, 2 * Stride + 1,
                _below, 1 - Stride, -1, 3 - 2 * Stride, Stride - 3, 2 - Stride);
        }

        void SumPairs(ulong[] words)
        {
            var below = _below;
            var beside = _beside;
            const int end = (Parameters.PatchSide - 1) * Stride;
            var word = words[Stride];
            for (var i = Stride; i < end;)
            {
                below[i] = word + words[i + Stride];
                var next = words[i + 1];
                beside[i] = word + next;
                i++;
                below[i] = next + words[i + Stride];
                word = words[i + 1];
                beside[i] = next + word;
                i++;
            }
        }

        /// <summary>Along the rows against across them: three cells each way.</summary>
        static void ComputeUpright(ulong[] words, ulong[] plane)
        {
            var target = 0;
            var i = First;
            var bias = BiasLanes;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                for (var end = i + Parameters.StripWidth; i < end; i++)
                {
                    plane[target++] = bias
                        + words[i + 1] + words[i - 1] + words[i + 2] + words[i - 2] + words[i + 3] + words[i - 3]
                        - words[i + Stride] - words[i - Stride] - words[i + 2 * Stride] - words[i - 2 * Stride]
                        - words[i + 3 * Stride] - words[i - 3 * Stride];
                }

                i += Stride - Parameters.StripWidth;
            }
        }

        /// <summary>
        /// A line of slope one half or two against its perpendicular. Each line goes through a knight's move (taken twice) on
        /// either side, and through the middles of two pairs of cells on either side, given as word offsets.
        /// </summary>
        static void ComputeSlanted(ulong[] words, ulong[] plane, ulong[] pairs, int near, int nearBack, int far, int farBack,
            int knight, ulong[] acrossPairs, int acrossNear, int acrossNearBack, int acrossFar, int acrossFarBack,
            int acrossKnight)
        {
            var target = 0;
            var i = First;
            var bias = BiasLanes;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                for (var end = i + Parameters.StripWidth; i < end; i++)
                {
                    plane[target++] = bias
                        + pairs[i + near] + pairs[i + nearBack] + pairs[i + far] + pairs[i + farBack]
                        - acrossPairs[i + acrossNear] - acrossPairs[i + acrossNearBack]
                        - acrossPairs[i + acrossFar] - acrossPairs[i + acrossFarBack]
                        + (words[i + knight] + words[i - knight] << 1)
                        - (words[i + acrossKnight] + words[i - acrossKnight] << 1);
                }

                i += Stride - Parameters.StripWidth;
            }
        }
    }
}
