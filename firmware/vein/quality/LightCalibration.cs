namespace Pedestal.Vein.Quality
{
    /// <summary>
    /// What the pedestal's own light makes of a palm: known where the LEDs' power is calibrated, and the reason that a picture
    /// held in front of the camera looks wrong. Pictures from elsewhere have none.
    /// </summary>
    public sealed class LightCalibration
    {
        /// <summary>Palm breadth at the nominal distance, pixels.</summary>
        public const int NominalBreadth = 86;

        /// <summary>Least brightness of skin at the nominal breadth, lit minus dark, grey levels.</summary>
        public int DarkestSkin = 60;

        /// <summary>Most brightness of skin at the nominal breadth, grey levels.</summary>
        public int BrightestSkin = 250;

        /// <summary>Strongest lines of skin, ten-thousandths of its brightness: ink makes stronger ones.</summary>
        public int StrongestLines = 145;

        /// <summary>Most detail of skin, thousandths of its brightness: weaves and print have more.</summary>
        public int MostDetail = 32;

        /// <summary>Fall of the light over a region that lies a pixel off the middle, thousandths.</summary>
        public int SlopePerPixel = 5;

        /// <summary>Steepest slope across the palm that its place does not explain, thousandths: about 25 degrees.</summary>
        public int SteepestAcross = 75;

        /// <summary>Steepest slope towards bright fingers, thousandths: about 25 degrees of pitch.</summary>
        public int SteepestToFingers = 130;

        /// <summary>Steepest slope towards a bright wrist, thousandths; the fingers leave the light sooner.</summary>
        public int SteepestToWrist = 90;
    }
}
