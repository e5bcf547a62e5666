namespace Pedestal.Vein.Quality
{
    /// <summary>Requires detail, which an unfocused or wet lens removes.</summary>
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
