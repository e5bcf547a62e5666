namespace Pedestal.Vein.Outline
{
    /// <summary>
    /// The hand's outline on a grid of every fourth pixel: one bit per sample, one uint per row. The background above
    /// an upward-facing camera is far away and dark, so a single threshold relative to the hand's brightness separates it.
    /// </summary>
    // hot: runs for every frame.
    public sealed class Silhouette
    {
        /// <summary>32 rows; bit x is set where sample (x, row) is hand.</summary>
        public readonly uint[] Rows = new uint[Parameters.SilhouetteSide];

        /// <summary>Grey level (lit minus dark) from which a pixel is hand.</summary>
        public int Threshold;

        /// <summary>The hand's brightness: 80th percentile of the frame, in grey levels.</summary>
        public int Level;

        /// <summary>Mean grey level of the dark frame.</summary>
        public int Ambient;

        readonly int[] _histogram = new int[64];

        // Bytes from one sample to the next.
        const int Next = 2 * Parameters.SilhouetteStep;

        // A percentile needs only every second sample of every fourth row.
        const int CoarseStep = 2 * Parameters.SilhouetteStep;
        const int CoarseSamples = Parameters.FrameSide * Parameters.FrameSide / (2 * CoarseStep * CoarseStep);

        /// <summary>Wipes the outline.</summary>
        public void Wipe()
        {
            System.Array.Clear(Rows, 0, Rows.Length);
            System.Array.Clear(_histogram, 0, _histogram.Length);
        }

        /// <summary>
        /// Measures a capture. Frames are YUV 4:2:2, 32,768 bytes each; the LEDs' light in them is given in 64ths of the usual one.
        /// </summary>
        public ExtractionStatus Measure(byte[] lit, byte[] dark, int light64)
        {
            var isSaturated = Count(lit, dark) > Parameters.MaximumSaturatedSamples;
            Level = Percentile80();
            var isDim = 64 * Level < Parameters.MinimumHandLevel * light64;
            if (Ambient >= Parameters.DrowningAmbient && (isSaturated || isDim))
            {
                return ExtractionStatus.TooBrightHere;
            }

            if (64 * Level < Parameters.MinimumAnyLevel * light64)
            {
                return ExtractionStatus.NoHand;
            }

            if (isDim)
            {
                return ExtractionStatus.TooDark;
            }

            if (isSaturated)
            {
                return ExtractionStatus.TooBright;
            }

            Threshold = Level * Parameters.ForegroundLevel64 >> 6;
            Binarise(lit, dark);
            return ExtractionStatus.Ok;
        }

        int Count(byte[] lit, byte[] dark)
        {
            var histogram = _histogram;
            System.Array.Clear(histogram, 0, histogram.Length);
            var saturated = 0;
            var ambient = 0;
            for (var y = CoarseStep; y < Parameters.FrameSide; y += 2 * CoarseStep)
            {
                var end = (y + 1) * Parameters.FrameStride;
                for (var i = y * Parameters.FrameStride + CoarseStep; i < end; i += 2 * CoarseStep)
                {
                    int bright = lit[i];
                    int dim = dark[i];
                    var level = bright - dim;
                    ambient += dim;
                    if (bright >= Parameters.SaturatedLevel)
                    {
                        saturated++;
                    }

                    histogram[level < 0 ? 0 : level >> 2]++;
                }
            }

            Ambient = ambient / CoarseSamples;
            return saturated;
        }

        int Percentile80()
        {
            var histogram = _histogram;
            var above = CoarseSamples / 5;
            var bin = histogram.Length - 1;
            while (bin > 0 && above > histogram[bin])
            {
                above -= histogram[bin];
                bin--;
            }

            return 4 * bin + 2;
        }

        void Binarise(byte[] lit, byte[] dark)
        {
            var threshold = Threshold;
            var i = Parameters.SilhouetteStep / 2 * Parameters.FrameStride + Parameters.SilhouetteStep;
            for (var y = 0; y < Parameters.SilhouetteSide; y++)
            {
                uint row = 0;
                for (uint bit = 1; bit != 0; bit <<= 4)
                {
                    if (lit[i] - dark[i] >= threshold)
                    {
                        row |= bit;
                    }

                    if (lit[i + Next] - dark[i + Next] >= threshold)
                    {
                        row |= bit << 1;
                    }

                    if (lit[i + 2 * Next] - dark[i + 2 * Next] >= threshold)
                    {
                        row |= bit << 2;
                    }

                    if (lit[i + 3 * Next] - dark[i + 3 * Next] >= threshold)
                    {
                        row |= bit << 3;
                    }

                    i += 4 * Next;
                }

                Rows[y] = row;
                i += (Parameters.SilhouetteStep - 1) * Parameters.FrameStride;
            }
        }
    }
}
