namespace Pedestal.Vein
{
    /// <summary>
    /// Both outer edges of the palm on eight lines across it, from above the thumb's web to below the fingers: breadth, and
    /// the straight line through the middles.
    /// </summary>
    public sealed class PalmEdges
    {
        /// <summary>Median distance between the edges, pixels, 8 fractional bits.</summary>
        public int Breadth;

        /// <summary>How far the line of middles lies from the pose's centre, across, pixels, 8 fractional bits.</summary>
        public int Shift;

        /// <summary>Tangent of the line of middles against the pose's axis, 8 fractional bits per pixel.</summary>
        public int Slope;

        const int Lines = 8;
        readonly EdgeScan _scan = new EdgeScan();
        readonly int[] _distances = new int[Lines];
        readonly int[] _middles = new int[Lines];
        readonly int[] _breadths = new int[Lines];
        readonly int[] _sorted = new int[Lines];

        /// <summary>Measures at a pose; false when on half the lines an edge is not in the frame. Radius in pixels.</summary>
        public bool Measure(byte[] lit, byte[] dark, int threshold, PalmPose pose, int radius)
        {
            var found = 0;
            for (var line = 0; line < Lines; line++)
            {
                var t = radius * (line + 2) / 10;
                var x = pose.CentreX + (pose.AxisX * t >> 2);
                var y = pose.CentreY + (pose.AxisY * t >> 2);

                // Across the palm, to the right when the fingers point up.
                if (_scan.Measure(lit, dark, threshold, x, y, -pose.AxisY, pose.AxisX,
                    radius * 5 / 8))
                {
                    _distances[found] = t;
                    _middles[found] = _scan.Right + _scan.Left >> 1;
                    _breadths[found] = _scan.Right - _scan.Left;
                    _sorted[found] = _breadths[found];
                    found++;
                }
            }

            if (found < Lines / 2)
            {
                return false;
            }

            Breadth = Median(found);
            FitMiddles(found);
            return true;
        }

        /// <summary>Least squares over the lines of about the median breadth.</summary>
        void FitMiddles(int found)
        {
            var count = 0;
            var sumT = 0;
            var sumM = 0;
            var sumTT = 0;
            var sumTM = 0;
            for (var i = 0; i < found; i++)
            {
                // A line that runs into the thumb is too broad, one that ends in a gap too narrow.
                var excess = _breadths[i] - Breadth;
                if (excess > Breadth >> 4 || excess < -(Breadth >> 4))
                {
                    continue;
                }

                var t = _distances[i];
                count++;
                sumT += t;
                sumM += _middles[i];
                sumTT += t * t;
                sumTM += t * _middles[i];
            }

            var spread = count * sumTT - sumT * sumT;
            Slope = spread == 0 ? 0 : (count * sumTM - sumT * sumM) / spread;
            Shift = (sumM - Slope * sumT) / count;
        }

        /// <summary>Insertion sort: there are at most eight.</summary>
        int Median(int count)
        {
            for (var i = 1; i < count; i++)
            {
                var value = _sorted[i];
                var j = i - 1;
                while (j >= 0 && _sorted[j] > value)
                {
                    _sorted[j + 1] = _sorted[j];
                    j--;
                }

                _sorted[j + 1] = value;
            }

            return _sorted[count / 2];
        }
    }
}
