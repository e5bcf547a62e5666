namespace Pedestal.Vein.Code
{
    /// <summary>
    /// A frame with a black border of 32 pixels, so that the region of interest of a hand at the frame's edge can be sampled without a
    /// bounds check for every sample. Rows are as long as the frame's, so that one native call copies all of it: what lies beside a row
    /// is in memory the other end of its neighbour, which is made black where the border is needed.
    /// </summary>
    // hot: runs for every frame.
    public sealed class PaddedFrame
    {
        /// <summary>Border on every side, pixels.</summary>
        public const int Border = 32;

        /// <summary>Bytes per row (YUV 4:2:2, grey values at the even bytes).</summary>
        public const int Stride = Parameters.FrameStride;

        /// <summary>Pixels from one border to the opposite one, both included.</summary>
        public const int Side = Parameters.FrameSide + 2 * Border;

        /// <summary>
        /// The bordered frame: pixel (x, y), both counted from the border's corner, is at byte <see cref="Stride"/> y + 2 x.
        /// </summary>
        public readonly byte[] Pixels = new byte[Stride * Side + 4 * Border];

        const int First = Border * Stride + 2 * Border;

        /// <summary>Copies a frame of which pixels from a first to a last column will be sampled; both may lie in the border.</summary>
        public void Load(byte[] frame, int first, int last)
        {
            System.Array.Copy(frame, 0, Pixels, First, Parameters.FrameSide * Stride);
            if (first < 0)
            {
                Blacken(Parameters.FrameSide + first, -first);
            }

            if (last >= Parameters.FrameSide)
            {
                Blacken(0, last - (Parameters.FrameSide - 1));
            }
        }

        void Blacken(int column, int count)
        {
            var end = First + Parameters.FrameSide * Stride;
            for (var i = First + 2 * column; i < end; i += Stride)
            {
                System.Array.Clear(Pixels, i, 2 * count);
            }
        }
    }
}
