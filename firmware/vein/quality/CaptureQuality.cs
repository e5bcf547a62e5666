using Pedestal.Vein.Pose;

namespace Pedestal.Vein.Quality
{
    /// <summary>The measurements of a capture, for the validators. Ratios are in thousandths unless stated otherwise.</summary>
    public sealed class CaptureQuality
    {
        const int FlattestHand = 215;
        const int UsualHand = 284;
        const int FaintestVeins = 650;
        const int UsualVeins = 1290;
        const int MostShadowed = 208;

        /// <summary>The hand's brightness, lit minus dark, grey levels.</summary>
        public int Level;

        /// <summary>The LEDs' light in the frames, 64ths of that in frames of the usual exposure.</summary>
        public int Light64 = Parameters.UsualLight64;

        /// <summary>Mean grey level of the dark frame; in the exposure for bright surroundings, that of the palm in it.</summary>
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

        /// <summary>
        /// How much faster the left bank's share of the light falls at the palm's edges than in its middle, hundredths: about 190 for
        /// a sheet, 280 for a hand. This and what follows from it is known only after <see cref="Extractor.CheckLiveness"/>.
        /// </summary>
        public int Roundness;

        /// <summary>How dark and narrow the lines are, hundredths of an octave: about 1,300 for a hand, 300 for a glove.</summary>
        public int DarkLines;

        /// <summary>Places near the edges of shadows, of 288, at which the lines say nothing.</summary>
        public int ShadowedPoints;

        /// <summary>The palm's pose.</summary>
        public PalmPose Pose;

        /// <summary>
        /// How much the form speaks for a hand, 0 to 100: round edges around a hollow. The stronger the lines, and ink is stronger than
        /// vessels, the rounder it must be.
        /// </summary>
        public int Shape
        {
            get { return Score(Roundness - (Contrast - Parameters.FullContrast) / 2, FlattestHand, UsualHand); }
        }

        /// <summary>How much the lines speak for vessels, 0 to 100.</summary>
        public int Veins
        {
            get { return Score(DarkLines, FaintestVeins, UsualVeins); }
        }

        /// <summary>How much the capture speaks for a living hand, 0 to 100: no more than the weaker of form and lines.</summary>
        public int Liveness
        {
            get { return Shape < Veins ? Shape : Veins; }
        }

        /// <summary>
        /// Score from which form and lines are surely a hand's. In bright light both are noisier, the more ambient light there is, and say
        /// less where a shadow's edge lies on the palm. In weak light every capture is surely a hand or a fake.
        /// </summary>
        public int SureHand
        {
            get
            {
                return Parameters.MinimumLiveness
                    + (Light64 >= Parameters.UsualLight64 ? 0 : ShadowedPoints > MostShadowed ? 100 : (2 * Ambient + ShadowedPoints) / 8);
            }
        }

        /// <summary>Score below which form or lines are surely a fake's. What is neither is to be captured again.</summary>
        public int SureFake
        {
            get
            {
                return Parameters.MinimumLiveness
                    - (Light64 >= Parameters.UsualLight64 ? 0 : ShadowedPoints > MostShadowed ? 100 : 3 * (Ambient + ShadowedPoints) / 8);
            }
        }

        /// <summary>
        /// Quality for the template's header, 0 (worst) to 100: the weakest of coverage, contrast and the pose's certainty.
        /// </summary>
        public int Figure
        {
            get
            {
                var coverage = 100 * ValidCells / (TemplateFormat.GridSide * TemplateFormat.GridSide);
                var contrast = 100 * Contrast / Parameters.FullContrast;
                var certainty = 100 - Pose.Doubt;
                var weaker = contrast < coverage ? contrast : coverage;
                return weaker < certainty ? weaker : certainty;
            }
        }

        /// <summary>50 at the least value, 100 at the usual one and above.</summary>
        static int Score(int value, int least, int usual)
        {
            var score = Parameters.MinimumLiveness + (100 - Parameters.MinimumLiveness) * (value - least) / (usual - least);
            return score < 0 ? 0 : score > 100 ? 100 : score;
        }
    }
}
