using Pedestal.Vein.Quality;

namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// Requires that form and lines are surely a hand's, although bright ambient light and its shadows blur both. What is neither a sure
    /// hand nor a sure fake is captured again.
    /// </summary>
    public sealed class AmbientValidator : IQualityValidator
    {
        /// <inheritdoc/>
        public string Name
        {
            get { return "ambient light"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.TooBrightHere; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.Liveness >= quality.SureHand;
        }
    }
}
