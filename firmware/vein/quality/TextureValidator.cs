namespace Pedestal.Vein.Quality
{
    /// <summary>Requires that lines and texture are no stronger than those of skin; those of print and cloth often are.</summary>
    public sealed class TextureValidator : IQualityValidator
    {
        readonly LightCalibration _light;

        /// <summary>A validator for a pedestal's light.</summary>
        public TextureValidator(LightCalibration light)
        {
            _light = light;
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return "texture"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.NotSkin; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.Contrast <= _light.StrongestLines && quality.Detail <= _light.MostDetail;
        }
    }
}
