namespace Pedestal.Vein.Code
{
    /// <summary>
    /// The lit frame with a black border of 32 pixels, so that the region of interest of a hand at the frame's edge can be
    /// sampled without a bounds check for every sample. Rows are 512 bytes long, so that shifts alone compute an offset.
    /// Copied row by row: one native call moves 128 pixels.
    /// </summary>
    // hot: runs for every frame.
    public sealed class PaddedFrame
    {
        /// <summary>Border on every side, pixels.</summary>
        public const int Border = 32;

        /// <summary>Bytes per row (YUV 4:2:2, grey values at the even bytes).</summary>
        public const int Stride = 512;

        /// <summary>Pixels per row and rows.</summary>
        public const int Side = Parameters.FrameSide + 2 * Border;

        /// <summary>The bordered frame.</summary>
        public readonly byte[] Pixels = new byte[Stride * Side];

        /// <summary>Copies a frame's rows from the first to the last given one, as far as it has them, into the middle.</summary>
        public void Load(byte[] frame, int first, int last)
        {
            first = first < 0 ? 0 : first;
            last = last >= Parameters.FrameSide ? Parameters.FrameSide - 1 : last;
            var target = (Border + first) * Stride + 2 * Border;
            for (var source = first * Parameters.FrameStride; source <= last * Parameters.FrameStride; source += Parameters.FrameStride)
            {
                System.Array.Copy(frame, source, Pixels, target, Parameters.FrameStride);
                target += Stride;
            }
        }
    }
}
