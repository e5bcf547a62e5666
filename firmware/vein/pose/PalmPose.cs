using Pedestal.Vein.Outline;

namespace Pedestal.Vein.Pose
{
    /// <summary>
    /// The palm's place in the frame: centre, direction to the fingers, breadth. The inscribed circle gives the centre, and
    /// the wrist's end of the silhouette a rough direction. Both outer edges of the distal palm, found at full resolution on
    /// lines across it, then refine direction, lateral position and breadth.
    /// </summary>
    // hot: runs for every frame.
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

        /// <summary>
        /// How doubtful the pose is, 0 (not at all) to 100: lines across the palm disagree about its breadth, the frame cuts its side, or
        /// the webs between the fingers are not in view.
        /// </summary>
        public int Doubt;

        /// <summary>Whether the frame cuts the palm's side, so that its breadth is an estimate.</summary>
        public bool IsCut;

        const int DoubtPerLine = 12;
        const int DoubtWithoutWebs = 40;
        readonly InscribedCircle _circle = new InscribedCircle();
        readonly WristEnd _wrist = new WristEnd();
        readonly PalmEdges _edges = new PalmEdges();
        readonly FingerRoots _roots = new FingerRoots();

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
            if (!FollowEdges(lit, dark, silhouette.Threshold))
            {
                return OutOfView();
            }

            // The first axis finds the webs; the edges are then found again from below the webs.
            var hasWebs = MoveBelowFingerRoots(lit, dark, silhouette.Threshold);
            if (_roots.Ends > Parameters.MaximumEnds)
            {
                return ExtractionStatus.NotAPalm;
            }

            if (!FollowEdges(lit, dark, silhouette.Threshold))
            {
                return OutOfView();
            }

            // Edges of which one is the thumb's lead past the wrist.
            if (IsPastWrist())
            {
                return ExtractionStatus.OffCentre;
            }

            IsCut = _edges.IsCut;
            Doubt = (PalmEdges.Lines - _edges.Agreeing) * DoubtPerLine + (hasWebs ? 0 : DoubtWithoutWebs);
            Doubt = Doubt > 100 ? 100 : Doubt;
            if (Breadth < Parameters.MinimumBreadth << 8)
            {
                return ExtractionStatus.TooFar;
            }

            return Breadth > Parameters.MaximumBreadth << 8 ? ExtractionStatus.TooNear : ExtractionStatus.Ok;
        }

        /// <summary>Why the edges are not in the frame: a hand that fills the frame is too near.</summary>
        ExtractionStatus OutOfView()
        {
            return 2 * _circle.Radius > Parameters.MaximumBreadth ? ExtractionStatus.TooNear : ExtractionStatus.OffCentre;
        }

        /// <summary>Clears the pose; an aligned region has none.</summary>
        public void Clear()
        {
            CentreX = 0;
            CentreY = 0;
            AxisX = 0;
            AxisY = 0;
            Breadth = 0;
            Doubt = 0;
            IsCut = false;
        }

        /// <summary>Wipes the outline.</summary>
        public void Wipe()
        {
            _circle.Wipe();
        }

        /// <summary>Points the axis from the side at which the wrist leaves the frame to the centre.</summary>
        void PointAwayFromWrist(uint[] rows)
        {
            _wrist.Find(rows, _circle.Radius);
            AwayFromWrist();
        }

        void AwayFromWrist()
        {
            var x = _wrist.X < 0 ? CentreX : _wrist.X;
            var y = _wrist.Y < 0 ? CentreY : _wrist.Y;
            SetAxis(CentreX - x, CentreY - y);
        }

        /// <summary>Moves and turns the axis to the middle between the outer edges; false if they are not in view.</summary>
        bool FollowEdges(byte[] lit, byte[] dark, int threshold)
        {
            if (!_edges.Measure(lit, dark, threshold, this, _circle.Radius))
            {
                return false;
            }

            var acrossX = -AxisY;
            var acrossY = AxisX;
            CentreX += acrossX * _edges.Shift >> 10;
            CentreY += acrossY * _edges.Shift >> 10;
            Breadth = _edges.Breadth;
            if (_edges.IsCut)
            {
                AwayFromWrist();
            }
            else
            {
                SetAxis((AxisX << 8) + acrossX * _edges.Slope, (AxisY << 8) + acrossY * _edges.Slope);
            }

            return true;
        }

        /// <summary>Whether the axis misses the wrist's middle by more than a seventh of the breadth.</summary>
        bool IsPastWrist()
        {
            if (_wrist.X < 0 || _wrist.Y < 0)
            {
                return false;
            }

            var aside = (CentreX - _wrist.X) * AxisY - (CentreY - _wrist.Y) * AxisX >> 10;
            return (aside < 0 ? -aside : aside) > Breadth / 7;
        }

        /// <summary>
        /// Moves the centre along the axis to its place below the webs, if these are in view; in a long palm the disc is less exact.
        /// </summary>
        bool MoveBelowFingerRoots(byte[] lit, byte[] dark, int threshold)
        {
            if (!_roots.Find(lit, dark, threshold, this))
            {
                return false;
            }

            var offset = _roots.Distance - Breadth * Parameters.RootDistance64 / 64;
            if (offset < Breadth * 3 / 8 && offset > -Breadth / 4)
            {
                CentreX += AxisX * (offset >> 4) >> 6;
                CentreY += AxisY * (offset >> 4) >> 6;
            }

            return true;
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
    }
}
