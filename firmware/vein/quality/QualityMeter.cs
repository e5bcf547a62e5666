namespace Pedestal.Vein.Quality
{
    /// <summary>Measures a capture's quality on every fourth row of the extraction's intermediate data.</summary>
    // hot: runs for every frame.
    public sealed class QualityMeter
    {
        /// <summary>The figures of the last capture.</summary>
        public readonly CaptureQuality Quality = new CaptureQuality();

        const ulong Ones = 0x0001000100010001;
        const ulong LowLanes = 0x0000FFFF0000FFFF;
        const ulong Magnitude = 0x7FFF;
        const ulong Signs = 0x8000800080008000;
        const int Width = Parameters.StripWidth;
        const int Stride = Parameters.PatchStride;
        const int RowStep = 4;
        const int Rows = TemplateFormat.GridSide / RowStep;
        const int Lanes = 4;
        int _level;

        /// <summary>Measures brightness, its slopes and detail on the cells, before they are smoothed.</summary>
        public void MeasureCells(ulong[] words)
        {
            ulong upper = 0;
            ulong lower = 0;
            ulong detail = 0;
            var bias = Signs;
            var ones = Ones;
            var lowLanes = LowLanes;
            for (var row = 0; row < Rows; row++)
            {
                var i = (Parameters.Margin + RowStep * row + RowStep / 2) * Stride + Parameters.Margin;
                ulong line = 0;
                var left = words[i - 1];
                var middle = words[i];
                for (var end = i + Width; i < end; i++)
                {
                    var right = words[i + 1];
                    line += middle;
                    var curved = bias + middle + middle - left - right;
                    var negative = ~curved >> 15 & ones;
                    curved = (curved & ~bias ^ negative * Magnitude) + negative;
                    detail += (curved & lowLanes) + (curved >> 16 & lowLanes);
                    left = middle;
                    middle = right;
                }

                // A lane adds up eight cells of at most 1,020 in each of four rows, which fits into 16 bits.
                if (row < Rows / 2)
                {
                    upper += line;
                }
                else
                {
                    lower += line;
                }
            }

            var left4 = Lane(upper, 0) + Lane(upper, 1) + Lane(lower, 0) + Lane(lower, 1);
            var right4 = Lane(upper, 2) + Lane(upper, 3) + Lane(lower, 2) + Lane(lower, 3);
            var upper4 = Lane(upper, 0) + Lane(upper, 1) + Lane(upper, 2) + Lane(upper, 3);
            var lower4 = Lane(lower, 0) + Lane(lower, 1) + Lane(lower, 2) + Lane(lower, 3);

            // Ambient light says nothing about how the palm is held, so it is subtracted.
            const int cells = Rows * Width * Lanes;
            var all = left4 + right4;
            var sum = all - cells * 4 * Quality.Ambient;
            sum = sum < cells ? cells : sum;
            Quality.SlopeAcross = 1000 * (right4 - left4) / sum;
            Quality.SlopeAlong = 1000 * (lower4 - upper4) / sum;

            // Bright ambient light shows the palm's lines as the LEDs do.
            sum = Quality.Light64 < Parameters.UsualLight64 ? all : sum;
            Quality.Detail = (int)((long)1000 * (int)((uint)detail + (uint)(detail >> 32)) / sum);
            _level = sum / cells;
        }

        /// <summary>Measures the strength of the lines on the three planes of responses.</summary>
        public void MeasureLines(ulong[] upright, ulong[] flat, ulong[] steep)
        {
            var total = Strength(upright) + Strength(flat) + Strength(steep);
            var mean = total / (TemplateFormat.PlaneCount * Rows * Width * Lanes);

            // A response is the difference of two pairs of cells, each multiplied by 16 in smoothing.
            Quality.Contrast = 10000 * mean / (32 * _level);
        }

        static int Strength(ulong[] plane)
        {
            var ones = Ones;
            var magnitudes = ~Signs;
            var lowLanes = LowLanes;
            ulong total = 0;
            for (var row = 0; row < Rows; row++)
            {
                var i = (RowStep * row + RowStep / 2) * Width;
                for (var end = i + Width; i < end; i++)
                {
                    // Distance of every lane from 0x8000, which is so short that two of them fit into a lane.
                    var strength = plane[i];
                    var negative = ~strength >> 15 & ones;
                    strength = (strength & magnitudes ^ negative * Magnitude) + negative;
                    i++;
                    var next = plane[i];
                    negative = ~next >> 15 & ones;
                    strength += (next & magnitudes ^ negative * Magnitude) + negative;
                    total += (strength & lowLanes) + (strength >> 16 & lowLanes);
                }
            }

            return (int)((uint)total + (uint)(total >> 32));
        }

        static int Lane(ulong word, int lane)
        {
            return (int)(word >> 16 * lane & 0xFFFF);
        }
    }
}
