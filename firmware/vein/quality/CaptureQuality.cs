using Pedestal.Vein.Pose;

namespace Pedestal.Vein.Quality
{
    /// <summary>The measurements of a capture, for the validators. Ratios are in thousandths unless stated otherwise.</summary>
    public sealed class CaptureQuality
    {
        /// <summary>The hand's brightness, lit minus dark, grey levels.</summary>
        public int Level;

        /// <summary>Mean grey level of the dark frame.</summary>
        public int Ambient;

        /// <summary>Cells of the grid that show palm, 0 to 1,024.</summary>
        public int ValidCells;

        /// <summary>Mean strength of the line responses, in ten-thousandths of the palm's brightness.</summary>
        public int Contrast;

        /// <summary>Mean second difference of neighbouring cells: noise and fine texture, which blur removes first.</summary>
        public int Detail;

        /// <summary>How much brighter the right half of the region is than the left, -1,000 to 1,000.</summary>
        public int SlopeAcross;

        /// <summary>How much brighter the wrist's half of the region is than the fingers', -1,000 to 1,000.</summary>
        public int SlopeAlong;

        /// <summary>The palm's pose.</summary>
        public PalmPose Pose;

        /// <summary>Quality for the template's header, 0 (worst) to 100: the weaker of coverage and contrast.</summary>
        public int Figure
        {
            get
            {
                var coverage = 100 * ValidCells / (TemplateFormat.GridSide * TemplateFormat.GridSide);
                var contrast = 100 * Contrast / Parameters.FullContrast;
                return contrast < coverage ? contrast : coverage;
            }
        }
    }
}
