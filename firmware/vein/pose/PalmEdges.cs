using Pedestal.Vein.Outline;

namespace Pedestal.Vein.Pose
{
    /// <summary>
    /// The palm's two outer edges on eight lines across it, from above the thumb's web to below the fingers. They give the
    /// breadth and the straight line through the midpoints. Where the frame cuts the palm's side, the other edge and a usual
    /// breadth have to do.
    /// </summary>
    // hot: runs for every frame.
    public sealed class PalmEdges
    {
        /// <summary>Median distance between the edges, pixels, 8 fractional bits.</summary>
        public int Breadth;

        /// <summary>Offset of the line of midpoints from the pose's centre, across the palm, pixels, 8 fractional bits.</summary>
        public int Shift;

        /// <summary>Tangent of the angle between the line of midpoints and the pose's axis, 8 fractional bits.</summary>
        public int Slope;

        /// <summary>Whether the frame cuts the palm's side, so that breadth and shift are estimates and the slope is not known.</summary>
        public bool IsCut;

        /// <summary>Lines whose breadth agrees with the median and that give the line of midpoints; 0 if the palm is cut.</summary>
        public int Agreeing;

        /// <summary>Lines across the palm.</summary>
        public const int Lines = 8;


        // Farthest a palm's edge may lie from its middle, pixels.
        const int Reach = 80;
        readonly int[] _distances = new int[Lines];
        readonly int[] _middles = new int[Lines];
        readonly int[] _breadths = new int[Lines];
        readonly int[] _sorted = new int[Lines];

        /// <summary>Measures at a pose; false if more than half of the lines lack both edges in the frame. Radius in pixels.</summary>
        public bool Measure(byte[] lit, byte[] dark, int threshold, PalmPose pose, int radius)
        {
            var found = 0;
            var cut = 0;
            var first = radius * 3 / 4;
            for (var line = 0; line < Lines; line++)
            {
                var t = radius * (line + 2) / 10;
                var x = pose.CentreX + (pose.AxisX * t >> 2);
                var y = pose.CentreY + (pose.AxisY * t >> 2);

                // Across the palm, to the right when the fingers point up, and to the left.
                var right = EdgeWalk.Measure(lit, dark, threshold, x, y, -pose.AxisY, pose.AxisX, first, Reach);
                var left = EdgeWalk.Measure(lit, dark, threshold, x, y, pose.AxisY, -pose.AxisX, first, Reach);
                if (right == EdgeWalk.NotFound || left == EdgeWalk.NotFound || right < 0 && left < 0)
                {
                    continue;
                }

                if (right < 0 || left < 0)
                {
                    // Where the edge is that can be seen, from the end of the arrays.
                    cut++;
                    _middles[Lines - cut] = right < 0 ? -left : right;
                    _breadths[Lines - cut] = right < 0 ? left - right : right - left;
                }
                else
                {
                    _distances[found] = t;
                    _middles[found] = right - left >> 1;
                    _breadths[found] = right + left;
                    _sorted[found] = _breadths[found];
                    found++;
                }
            }

            IsCut = found < Lines / 2;
            if (found + cut < Lines / 2)
            {
                return false;
            }

            if (IsCut)
            {
                Estimate(Lines - cut);
            }
            else
            {
                Breadth = Median(found);
                FitMiddles(found);
            }

            return true;
        }

        /// <summary>Estimates from the lines of which the frame cuts one end.</summary>
        void Estimate(int firstCut)
        {
            Breadth = Parameters.UsualBreadth << 8;
            for (var i = firstCut; i < Lines; i++)
            {
                if (_breadths[i] > Breadth)
                {
                    Breadth = _breadths[i];
                }
            }

            var sum = 0;
            for (var i = firstCut; i < Lines; i++)
            {
                sum += _middles[i] < 0 ? _middles[i] + Breadth / 2 : _middles[i] - Breadth / 2;
            }

            Agreeing = 0;
            Slope = 0;
            Shift = sum / (Lines - firstCut);
        }

        /// <summary>Fits by least squares, using the lines whose breadth is close to the median.</summary>
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

            Agreeing = count;
            var spread = count * sumTT - sumT * sumT;
            Slope = spread == 0 ? 0 : (count * sumTM - sumT * sumM) / spread;
            Shift = (sumM - Slope * sumT) / count;
        }

        /// <summary>The median breadth, by insertion sort: there are at most eight.</summary>
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
