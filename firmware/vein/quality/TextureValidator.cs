namespace Pedestal.Vein.Quality
{
    /// <summary>Lines and texture are no stronger than skin shows them: print, cloth and labels often are.</summary>
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
