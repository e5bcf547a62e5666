namespace Pedestal.Vein.Pose
{
    /// <summary>
    /// The palm's centre, taken as that of the largest disc inside the silhouette, which neither spread fingers nor the
    /// thumb displace. The disc is found by eroding the bit rows, alternately with a cross and a square (their octagon
    /// approximates a disc), until nothing is left.
    /// </summary>
    // hot: runs for every frame.
    public sealed class InscribedCircle
    {
        /// <summary>Centre in pixels, 8 fractional bits.</summary>
        public int CentreX;

        /// <summary>Centre in pixels, 8 fractional bits.</summary>
        public int CentreY;

        /// <summary>Radius in pixels, from the number of erosions.</summary>
        public int Radius;

        const int MaximumErosions = 20;
        readonly uint[] _rows = new uint[Parameters.SilhouetteSide];
        readonly uint[] _history = new uint[(MaximumErosions + 1) * Parameters.SilhouetteSide];

        /// <summary>Finds the disc; false when the silhouette is empty.</summary>
        public bool Find(uint[] silhouette)
        {
            const int side = Parameters.SilhouetteSide;
            System.Array.Copy(silhouette, 0, _history, 0, side);
            var erosions = 0;
            while (erosions < MaximumErosions
                && Erode(_history, erosions * side, (erosions + 1) * side, (erosions & 1) == 1))
            {
                erosions++;
            }

            // The last remainder alone jumps by whole samples; the one a quarter earlier averages over more of the palm.
            System.Array.Copy(_history, (erosions - erosions / 4) * side, _rows, 0, side);
            Radius = erosions * Parameters.SilhouetteStep;
            return Centroid();
        }

        static bool Erode(uint[] rows, int source, int target, bool square)
        {
            uint any = 0;
            uint above = 0;
            var row = rows[source];
            for (var y = 0; y < Parameters.SilhouetteSide; y++)
            {
                var below = y + 1 < Parameters.SilhouetteSide ? rows[source + y + 1] : 0;
                var column = row & above & below;
                var eroded = square
                    ? column & (column << 1) & (column >> 1)
                    : column & (row << 1) & (row >> 1);
                rows[target + y] = eroded;
                any |= eroded;
                above = row;
                row = below;
            }

            return any != 0;
        }

        bool Centroid()
        {
            var count = 0;
            var sumX = 0;
            var sumY = 0;
            for (var y = 0; y < Parameters.SilhouetteSide; y++)
            {
                var row = _rows[y];
                for (var x = 0; row != 0; x++)
                {
                    if ((row & 1) != 0)
                    {
                        count++;
                        sumX += x;
                        sumY += y;
                    }

                    row >>= 1;
                }
            }

            if (count == 0)
            {
                return false;
            }

            const int scale = Parameters.SilhouetteStep << 8;
            CentreX = sumX * scale / count + scale / 2;
            CentreY = sumY * scale / count + scale / 2;
            return true;
        }
    }
}
