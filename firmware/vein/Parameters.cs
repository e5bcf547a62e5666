namespace Pedestal.Vein
{
    /// <summary>
    /// The constants that all stages share or that decide what is accepted. Whoever changes one also increases
    /// <see cref="TemplateFormat.ExtractorVersion"/>.
    /// </summary>
    public static class Parameters
    {
        /// <summary>Pixels per row and rows of the camera's frame.</summary>
        public const int FrameSide = 128;

        /// <summary>Bytes per frame row (YUV 4:2:2, grey values at the even bytes).</summary>
        public const int FrameStride = 2 * FrameSide;

        /// <summary>Pixels between two samples of the silhouette.</summary>
        public const int SilhouetteStep = 4;

        /// <summary>Samples per silhouette row: one bit each of a uint.</summary>
        public const int SilhouetteSide = FrameSide / SilhouetteStep;

        /// <summary>A hand is at least this bright (grey levels, lit minus dark, 80th percentile of the frame).</summary>
        public const int MinimumHandLevel = 48;

        /// <summary>Below this 80th percentile (grey levels) nothing is in view.</summary>
        public const int MinimumAnyLevel = 20;

        /// <summary>Foreground is above this many 64ths of the hand's level: half of the rim's, four times the halo's.</summary>
        public const int ForegroundLevel64 = 24;

        /// <summary>Grey values from here on count as saturated.</summary>
        public const int SaturatedLevel = 250;

        /// <summary>Most saturated samples of an accepted frame, of the 128 that are counted.</summary>
        public const int MaximumSaturatedSamples = 12;

        /// <summary>The LEDs' light in a frame of the usual exposure, 64ths; less in the exposure for bright surroundings.</summary>
        public const int UsualLight64 = 64;

        /// <summary>From this mean grey level of the dark frame on, a frame that is saturated or has too little light is the sun's.</summary>
        public const int DrowningAmbient = 64;

        /// <summary>Least palm breadth accepted, pixels.</summary>
        public const int MinimumBreadth = 56;

        /// <summary>Greatest palm breadth accepted, pixels.</summary>
        public const int MaximumBreadth = 112;

        /// <summary>Breadth of most palms at the nominal distance, pixels.</summary>
        public const int UsualBreadth = 86;

        /// <summary>The webs between the fingers lie this many 64ths of the breadth above the palm's centre.</summary>
        public const int RootDistance64 = 38;

        /// <summary>Columns of the palm that are followed towards the fingers.</summary>
        public const int RootColumns = 24;

        /// <summary>
        /// Most of those columns that may end within the frame: on a hand about a third end at the webs, on an object without
        /// fingers nearly all end.
        /// </summary>
        public const int MaximumEnds = 19;

        /// <summary>Cells on each side of the region of interest that the line filters reach.</summary>
        public const int Margin = 4;

        /// <summary>Cells per side of the whole patch.</summary>
        public const int PatchSide = TemplateFormat.GridSide + 2 * Margin;

        /// <summary>Samples per side of an aligned region: 2 x 2 for each cell of the patch.</summary>
        public const int RegionSide = 2 * PatchSide;

        /// <summary>Side of the region of interest in 64ths of the palm's breadth.</summary>
        public const int RegionBreadth64 = 48;

        /// <summary>Columns per strip; the four lanes of a word are four strips side by side.</summary>
        public const int StripWidth = TemplateFormat.GridSide / 4;

        /// <summary>Words per patch row: one strip and its margins.</summary>
        public const int PatchStride = StripWidth + 2 * Margin;

        /// <summary>Line strength of full quality, ten-thousandths of the brightness.</summary>
        public const int FullContrast = 80;

        /// <summary>Least line strength, ten-thousandths of the brightness; the sensor's noise alone exceeds it.</summary>
        public const int MinimumContrast = 20;

        /// <summary>Least detail, thousandths of the brightness.</summary>
        public const int MinimumDetail = 6;

        /// <summary>Least score for liveness, 0 to 100 (see <see cref="Quality.CaptureQuality.Liveness"/>).</summary>
        public const int MinimumLiveness = 50;

        /// <summary>Fewest valid cells of a template (of 1,024).</summary>
        public const int MinimumValidCells = 400;
    }
}
