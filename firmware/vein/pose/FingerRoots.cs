using Pedestal.Vein.Outline;

namespace Pedestal.Vein.Pose
{
    /// <summary>
    /// The distance of the webs between the fingers from the palm's centre. Each column of the palm is followed towards the
    /// fingers until the hand ends; columns between two fingers end first.
    /// </summary>
    // hot: runs for every frame.
    public sealed class FingerRoots
    {
        /// <summary>Distance of the webs along the axis, pixels, 8 fractional bits.</summary>
        public int Distance;

        /// <summary>Number of columns that end early: on a hand those at the webs, on an object without fingers most.</summary>
        public int Ends;

        const int Columns = Parameters.RootColumns;

        // Two columns may end at a spot; the third shortest ends at a web.
        const int Rank = 3;

        // An edge lies up to two pixels before the place at which a walk meets it, and a walk ends before its last pixel.
        const int Beyond = 3;
        readonly int[] _shortest = new int[Rank];

        /// <summary>Finds the webs; false when fewer than three columns end within the frame.</summary>
        public bool Find(byte[] lit, byte[] dark, int threshold, PalmPose pose)
        {
            for (var i = 0; i < Rank; i++)
            {
                _shortest[i] = EdgeWalk.NotFound;
            }

            Ends = 0;

            // Webs are expected at 0.6 of the breadth, or farther if a wide sleeve has drawn the disc towards itself.
            var first = pose.Breadth * 7 >> 12;
            var last = pose.Breadth >> 8;
            var soon = pose.Breadth * 3 / 4;

            // From 3/8 of the breadth left of the centre to 3/8 right of it, 8 fractional bits.
            var step = pose.Breadth * 3 / (4 * Columns);
            var offset = -step * (Columns - 1) / 2;
            for (var column = 0; column < Columns; column++)
            {
                var x = pose.CentreX - (pose.AxisY * offset >> 10);
                var y = pose.CentreY + (pose.AxisX * offset >> 10);

                // A column that ends neither soon nor before the shortest so far changes nothing, so it need not be followed farther.
                var farthest = _shortest[Rank - 1] > soon ? _shortest[Rank - 1] : soon;
                farthest = (farthest >> 8) + Beyond;
                farthest = farthest < last ? farthest : last;
                var distance = EdgeWalk.Measure(lit, dark, threshold, x, y, pose.AxisX, pose.AxisY, first, farthest);
                if (distance < 0)
                {
                    distance = EdgeWalk.NotFound;
                }

                Keep(distance);

                // Farther out, fingers that bend away from the light also end.
                if (distance < soon)
                {
                    Ends++;
                }

                offset += step;
            }

            Distance = _shortest[Rank - 1];
            return Distance != EdgeWalk.NotFound;
        }

        void Keep(int distance)
        {
            for (var i = 0; i < Rank; i++)
            {
                if (distance < _shortest[i])
                {
                    var longer = _shortest[i];
                    _shortest[i] = distance;
                    distance = longer;
                }
            }
        }
    }
}
