namespace Pedestal.Vein.Quality
{
    /// <summary>Requires visible lines: a wall or a lamp has none, and a cold hand has weak ones.</summary>
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
