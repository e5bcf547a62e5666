using Pedestal.Vein.Quality;

namespace Pedestal.Vein.Liveness
{
    /// <summary>Requires the hollow and the round edges of a hand, which paper, screens and boxes do not have.</summary>
    public sealed class ShapeValidator : IQualityValidator
    {
        /// <inheritdoc/>
        public string Name
        {
            get { return "shape"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.FlatSurface; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.Shape >= quality.SureFake;
        }
    }
}
