namespace Pedestal.Vein.Quality
{
    /// <summary>There are lines to see: a wall or a lamp has none, a cold hand has weak ones.</summary>
    public sealed class ContrastValidator : IQualityValidator
    {
        /// <inheritdoc/>
        public string Name
        {
            get { return "contrast"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.LowContrast; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.Contrast >= Parameters.MinimumContrast;
        }
    }
}
