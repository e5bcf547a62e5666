namespace Pedestal.Hal
{
    /// <summary>
    /// A capture: frames under both banks of LEDs, under the left one and without them, 128 x 128 pixels each, YUV 4:2:2 as the camera
    /// sends it (Y U Y V: the grey value of pixel i is byte 2 i).
    /// Allocated once at start-up and reused for every capture.
    /// </summary>
    public sealed class PalmFrame
    {
        /// <summary>Pixels per row and rows per frame.</summary>
        public const int Side = 128;

        /// <summary>Bytes per pixel.</summary>
        public const int BytesPerPixel = 2;

        /// <summary>Bytes of one frame.</summary>
        public const int Length = Side * Side * BytesPerPixel;

        /// <summary>The frame taken with both banks of LEDs on, <see cref="Length"/> bytes.</summary>
        public readonly byte[] Lit = new byte[Length];

        /// <summary>The frame taken with the left bank on, <see cref="Length"/> bytes.</summary>
        public readonly byte[] Left = new byte[Length];

        /// <summary>
        /// The LEDs' light in the frames, 64ths of that in frames of the usual exposure; less in the exposure for bright surroundings.
        /// </summary>
        public int Light64 = 64;

        /// <summary>The frame taken with all LEDs off, <see cref="Length"/> bytes.</summary>
        public readonly byte[] Dark = new byte[Length];
    }
}
