namespace Pedestal.Vein.Quality
{
    /// <summary>
    /// How a palm looks under the pedestal's own, calibrated LEDs; a picture held in front of the camera looks different.
    /// Pictures from elsewhere have no calibration.
    /// </summary>
    public sealed class LightCalibration
    {
        /// <summary>Palm breadth at the nominal distance, pixels.</summary>
        public const int NominalBreadth = 86;

        /// <summary>Lowest brightness of skin at the nominal breadth, lit minus dark, grey levels.</summary>
        public int DarkestSkin = 60;

        /// <summary>Highest brightness of skin at the nominal breadth, lit minus dark, grey levels.</summary>
        public int BrightestSkin = 250;

        /// <summary>Strongest lines of skin, ten-thousandths of its brightness; ink makes stronger ones.</summary>
        public int StrongestLines = 145;

        /// <summary>Most detail of skin, thousandths of its brightness; cloth and print have more.</summary>
        public int MostDetail = 32;

        /// <summary>Fall of the light across a region, for each pixel that the region lies off the middle, thousandths.</summary>
        public int SlopePerPixel = 5;

        /// <summary>Steepest slope across the palm beyond that of its place, thousandths: about 25 degrees of roll.</summary>
        public int SteepestAcross = 75;

        /// <summary>Steepest slope towards bright fingers, thousandths: about 25 degrees of pitch.</summary>
        public int SteepestToFingers = 130;

        /// <summary>Steepest slope towards a bright wrist, thousandths; less, because the fingers leave the light sooner.</summary>
        public int SteepestToWrist = 90;
    }
}
