namespace Pedestal.Vein.Quality
{
    /// <summary>The picture has detail: a lens out of focus or wet takes it.</summary>
    public sealed class SharpnessValidator : IQualityValidator
    {
        /// <inheritdoc/>
        public string Name
        {
            get { return "sharpness"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.Blurred; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.Detail >= Parameters.MinimumDetail;
        }
    }
}
