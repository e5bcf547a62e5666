using Pedestal.Vein.Quality;

namespace Pedestal.Vein.Liveness
{
    /// <summary>Requires the dark lines of vessels and creases, which gloves and casts do not have.</summary>
    public sealed class VeinsValidator : IQualityValidator
    {
        /// <inheritdoc/>
        public string Name
        {
            get { return "veins"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.NoVeins; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            return quality.Veins >= quality.SureFake;
        }
    }
}
