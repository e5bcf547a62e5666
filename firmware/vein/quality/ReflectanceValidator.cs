namespace Pedestal.Vein.Quality
{
    /// <summary>
    /// Requires that the palm reflects the pedestal's calibrated light as skin does at its distance, which follows from the
    /// palm's breadth. Paper is brighter; most cloth and plastic is darker.
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
            // Brightness falls with the square of the distance, and the breadth with the distance. 8 fractional bits.
            const int nominal = LightCalibration.NominalBreadth << 8;
            var ratio = nominal / (quality.Pose.Breadth >> 4);
            var level = (quality.Level * ratio * ratio >> 8) * Parameters.UsualLight64 / quality.Light64;
            return level >= _light.DarkestSkin && level <= _light.BrightestSkin;
        }
    }
}
