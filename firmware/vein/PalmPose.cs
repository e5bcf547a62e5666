namespace Pedestal.Vein
{
    /// <summary>
    /// Where the palm lies in the frame: centre, direction to the fingers, breadth. The inscribed circle gives the
    /// centre, the wrist's end of the silhouette the rough direction; then both outer edges of the distal palm, found at
    /// full resolution on lines across it, refine direction, side position and breadth.
    /// </summary>
    public sealed class PalmPose
    {
        /// <summary>Centre in pixels, 8 fractional bits.</summary>
        public int CentreX;

        /// <summary>Centre in pixels, 8 fractional bits.</summary>
        public int CentreY;

        /// <summary>Unit vector towards the fingers, 10 fractional bits.</summary>
        public int AxisX;

        /// <summary>Unit vector towards the fingers, 10 fractional bits.</summary>
        public int AxisY;

        /// <summary>Palm breadth in pixels, 8 fractional bits.</summary>
        public int Breadth;

        const int Lines = 8;
        const int LineStep = 4;
        const int Refinements = 2;
        readonly InscribedCircle _circle = new InscribedCircle();
        readonly EdgeScan _scan = new EdgeScan();
        readonly FingerRoots _roots = new FingerRoots();
        readonly int[] _middles = new int[Lines];
        readonly int[] _breadths = new int[Lines];

        /// <summary>Locates the palm.</summary>
        public ExtractionStatus Locate(byte[] lit, byte[] dark, Silhouette silhouette)
        {
            if (!_circle.Find(silhouette.Rows))
            {
                return ExtractionStatus.TooFar;
            }

            CentreX = _circle.CentreX;
            CentreY = _circle.CentreY;
            PointAwayFromWrist(silhouette.Rows);
            for (var i = 0; i < Refinements; i++)
            {
                var status = Refine(lit, dark, silhouette.Threshold);
                if (status != ExtractionStatus.Ok)
                {
                    return status;
                }

                MoveBelowFingerRoots(lit, dark, silhouette.Threshold);
            }

            if (Breadth < Parameters.MinimumBreadth << 8)
            {
                return ExtractionStatus.TooFar;
            }

            return Breadth > Parameters.MaximumBreadth << 8 ? ExtractionStatus.TooNear : ExtractionStatus.Ok;
        }

        void PointAwayFromWrist(uint[] rows)
        {
            var wristAtBottom = WristLikeness(rows, Parameters.SilhouetteSide - 1, -1)
                >= WristLikeness(rows, 0, 1);
            var border = wristAtBottom ? Parameters.SilhouetteSide - 1 : 0;
            var inward = wristAtBottom ? -1 : 1;
            var sum = 0;
            var count = 0;
            for (var i = 0; i < 6; i++)
            {
                var row = rows[border + i * inward];
                for (var x = 0; x < Parameters.SilhouetteSide; x++)
                {
                    if ((row >> x & 1) != 0)
                    {
                        sum += x;
                        count++;
                    }
                }
            }

            const int scale = Parameters.SilhouetteStep << 8;
            var wristX = count == 0 ? CentreX : sum * scale / count + scale / 2;
            var wristY = (border + 3 * inward) * scale;
            SetAxis(CentreX - wristX, CentreY - wristY);
        }

        /// <summary>Fingers make several runs or a run as wide as the palm; the wrist is one narrower run.</summary>
        static int WristLikeness(uint[] rows, int border, int inward)
        {
            var likeness = 0;
            for (var i = 0; i < 8; i++)
            {
                var row = rows[border + i * inward];
                var starts = IntegerMath.CountBits(row & ~(row << 1));
                likeness -= starts == 0 ? 24 : 8 * starts + IntegerMath.CountBits(row);
            }

            return likeness;
        }

        ExtractionStatus Refine(byte[] lit, byte[] dark, int threshold)
        {
            // Across the palm, to the right when the fingers point up.
            var acrossX = -AxisY;
            var acrossY = AxisX;
            var found = 0;
            var sumT = 0;
            var sumM = 0;
            var sumTT = 0;
            var sumTM = 0;
            for (var line = 0; line < Lines; line++)
            {
                var t = line * LineStep;
                var x = CentreX + (AxisX * t >> 2);
                var y = CentreY + (AxisY * t >> 2);
                if (!_scan.Measure(lit, dark, threshold, x, y, acrossX, acrossY))
                {
                    continue;
                }

                _breadths[found] = _scan.Right - _scan.Left;
                var middle = _scan.Right + _scan.Left >> 1;
                _middles[found++] = middle;
                sumT += t;
                sumM += middle;
                sumTT += t * t;
                sumTM += t * middle;
            }

            if (found < Lines / 2)
            {
                return ExtractionStatus.OffCentre;
            }

            var spread = found * sumTT - sumT * sumT;
            var slope = spread == 0 ? 0 : (found * sumTM - sumT * sumM) / spread;
            var shift = (sumM - slope * sumT) / found;
            CentreX += acrossX * shift >> 10;
            CentreY += acrossY * shift >> 10;
            SetAxis((AxisX << 8) + acrossX * slope, (AxisY << 8) + acrossY * slope);
            Breadth = Median(_breadths, found);
            return ExtractionStatus.Ok;
        }

        /// <summary>The webs fix the place along the axis better than the disc, which slides in a long palm.</summary>
        void MoveBelowFingerRoots(byte[] lit, byte[] dark, int threshold)
        {
            if (!_roots.Find(lit, dark, threshold, this))
            {
                return;
            }

            var offset = (_roots.Distance << 8) - Breadth * Parameters.RootDistance64 / 64;
            if (offset < Breadth / 4 && offset > -Breadth / 4)
            {
                CentreX += AxisX * (offset >> 4) >> 6;
                CentreY += AxisY * (offset >> 4) >> 6;
            }
        }

        void SetAxis(int x, int y)
        {
            // Keep the squares within 32 bits.
            while (x > 16384 || x < -16384 || y > 16384 || y < -16384)
            {
                x >>= 1;
                y >>= 1;
            }

            var length = IntegerMath.SquareRoot(x * x + y * y);
            if (length == 0)
            {
                x = 0;
                y = -1;
                length = 1;
            }

            AxisX = (x << 10) / length;
            AxisY = (y << 10) / length;
        }

        static int Median(int[] values, int count)
        {
            for (var i = 1; i < count; i++)
            {
                var value = values[i];
                var j = i - 1;
                while (j >= 0 && values[j] > value)
                {
                    values[j + 1] = values[j];
                    j--;
                }

                values[j + 1] = value;
            }

            return values[count / 2];
        }
    }
}
