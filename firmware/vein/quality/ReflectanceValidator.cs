namespace Pedestal.Vein.Quality
{
    /// <summary>
    /// The palm reflects the pedestal's calibrated light as skin does at its distance: paper is brighter, most cloth and
    /// plastic is not as bright. The distance follows from the palm's breadth.
    /// </summary>
    public sealed class ReflectanceValidator : IQualityValidator
    {
        readonly LightCalibration _light;

        /// <summary>A validator for a pedestal's light.</summary>
        public ReflectanceValidator(LightCalibration light)
        {
            _light = light;
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return "reflectance"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.NotSkin; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            // The light goes with the square of the distance, and so does the breadth's inverse. 8 fractional bits.
            const int nominal = LightCalibration.NominalBreadth << 8;
            var ratio = nominal / (quality.Pose.Breadth >> 4);
            var level = quality.Level * ratio * ratio >> 8;
            return level >= _light.DarkestSkin && level <= _light.BrightestSkin;
        }
    }
}
