namespace Pedestal.Vein.Quality
{
    /// <summary>Enough of the grid shows palm, unsaturated and in the frame.</summary>
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
