namespace Pedestal.Vein.Quality
{
    /// <summary>Requires that enough of the grid shows palm, not saturated and within the frame.</summary>
    public sealed class CoverageValidator : IQualityValidator
    {
        /// <inheritdoc/>
        public string Name
        {
            get { return "coverage"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.TooFewCells; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.ValidCells >= Parameters.MinimumValidCells;
        }
    }
}
