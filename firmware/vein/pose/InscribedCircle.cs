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

        // A word has row n in its lower half and row 16 + n in its upper one. Behind the last word is the one that follows it.
        const int Words = Parameters.SilhouetteSide / 2;
        const int Stride = Words + 1;
        const ulong Inside = 0x7FFFFFFE7FFFFFFE;
        readonly ulong[] _history = new ulong[(MaximumErosions + 1) * Stride];

        /// <summary>Finds the disc; false when the silhouette is empty.</summary>
        public bool Find(uint[] silhouette)
        {
            for (var i = 0; i < Words; i++)
            {
                _history[i] = silhouette[i] | (ulong)silhouette[Words + i] << 32;
            }

            _history[Words] = silhouette[Words];
            var erosions = 0;
            while (erosions < MaximumErosions
                && Erode(_history, erosions * Stride, (erosions + 1) * Stride, (erosions & 1) == 1))
            {
                erosions++;
            }

            Radius = erosions * Parameters.SilhouetteStep;

            // The last remainder alone jumps by whole samples; the one a quarter earlier averages over more of the palm.
            return Centroid((erosions - erosions / 4) * Stride);
        }

        /// <summary>Wipes the outline.</summary>
        public void Wipe()
        {
            System.Array.Clear(_history, 0, _history.Length);
        }

        static bool Erode(ulong[] rows, int source, int target, bool square)
        {
            ulong any = 0;
            var inside = Inside;
            var row = rows[source];

            // Above the first row there is nothing, and above row 16 the last one of the lower halves.
            var above = rows[source + Words - 1] << 32;
            for (var end = source + Words; source < end; source++)
            {
                var below = rows[source + 1];
                var column = row & above & below;
                var middle = square ? column : row;
                var eroded = column & middle << 1 & middle >> 1 & inside;
                rows[target] = eroded;
                any |= eroded;
                above = row;
                row = below;
                target++;
            }

            rows[target] = rows[target - Words] >> 32;
            return any != 0;
        }

        bool Centroid(int start)
        {
            var count = 0;
            var sumX = 0;
            var sumY = 0;
            for (var y = 0; y < Parameters.SilhouetteSide; y++)
            {
                var row = (uint)(y < Words ? _history[start + y] : _history[start + y - Words] >> 32);
                if (row != 0)
                {
                    var bits = IntegerMath.CountBits(row);
                    count += bits;
                    sumX += IntegerMath.SumOfPlaces(row);
                    sumY += y * bits;
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
