namespace Pedestal.Vein
{
    /// <summary>
    /// The hand's outline on a grid of every fourth pixel: one bit per sample, one uint per row. The background above
    /// an upward-facing camera is far and dark, so one threshold relative to the hand's own brightness separates it.
    /// </summary>
    public sealed class Silhouette
    {
        /// <summary>32 rows; bit x is set where sample (x, row) is hand.</summary>
        public readonly uint[] Rows = new uint[Parameters.SilhouetteSide];

        /// <summary>Grey level (lit minus dark) from which a pixel is hand.</summary>
        public int Threshold;

        /// <summary>The hand's brightness: 80th percentile of the frame, in grey levels.</summary>
        public int Level;

        readonly byte[] _samples = new byte[Parameters.SilhouetteSide * Parameters.SilhouetteSide];
        readonly int[] _histogram = new int[64];

        /// <summary>Measures one presentation. Frames are YUV 4:2:2, 32,768 bytes each.</summary>
        public ExtractionStatus Measure(byte[] lit, byte[] dark)
        {
            var saturated = Sample(lit, dark);
            Level = Percentile80();
            if (Level < Parameters.MinimumAnyLevel)
            {
                return ExtractionStatus.NoHand;
            }

            if (Level < Parameters.MinimumHandLevel)
            {
                return ExtractionStatus.TooDark;
            }

            if (saturated > Parameters.MaximumSaturatedSamples)
            {
                return ExtractionStatus.TooBright;
            }

            Threshold = Level * Parameters.ForegroundLevel64 >> 6;
            Binarise();
            return ExtractionStatus.Ok;
        }

        int Sample(byte[] lit, byte[] dark)
        {
            var samples = _samples;
            var histogram = _histogram;
            System.Array.Clear(histogram, 0, histogram.Length);
            var saturated = 0;
            var target = 0;
            for (var y = Parameters.SilhouetteStep / 2; y < Parameters.FrameSide; y += Parameters.SilhouetteStep)
            {
                var end = (y + 1) * Parameters.FrameStride;
                for (var i = y * Parameters.FrameStride + Parameters.SilhouetteStep; i < end;
                    i += 2 * Parameters.SilhouetteStep)
                {
                    int bright = lit[i];
                    var level = bright - dark[i];
                    if (level < 0)
                    {
                        level = 0;
                    }

                    if (bright >= Parameters.SaturatedLevel)
                    {
                        saturated++;
                    }

                    samples[target++] = (byte)level;
                    histogram[level >> 2]++;
                }
            }

            return saturated;
        }

        int Percentile80()
        {
            var histogram = _histogram;
            var above = _samples.Length / 5;
            var bin = histogram.Length - 1;
            while (bin > 0 && above > histogram[bin])
            {
                above -= histogram[bin];
                bin--;
            }

            return 4 * bin + 2;
        }

        void Binarise()
        {
            var samples = _samples;
            var threshold = Threshold;
            var i = 0;
            for (var y = 0; y < Parameters.SilhouetteSide; y++)
            {
                uint row = 0;
                for (uint bit = 1; bit != 0; bit <<= 1)
                {
                    if (samples[i++] >= threshold)
                    {
                        row |= bit;
                    }
                }

                Rows[y] = row;
            }
        }
    }
}
