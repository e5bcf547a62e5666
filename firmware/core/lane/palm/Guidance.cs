using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Palm
{
    /// <summary>What the guest is told about a capture that gave no template.</summary>
    public static class Guidance
    {
        /// <summary>The indication that tells the guest what to do.</summary>
        public static Indication For(ExtractionStatus status)
        {
            switch (status)
            {
                case ExtractionStatus.TooFar: return Indication.ComeCloser;
                case ExtractionStatus.TooDark: return Indication.ComeCloser;
                case ExtractionStatus.TooNear: return Indication.MoveAway;
                case ExtractionStatus.TooBright: return Indication.MoveAway;
                case ExtractionStatus.TooBrightHere: return Indication.TooBrightHere;
                case ExtractionStatus.OffCentre: return Indication.MoveToCentre;
                case ExtractionStatus.TooFewCells: return Indication.MoveToCentre;
                case ExtractionStatus.Tilted: return Indication.HoldLevel;
                default: return Indication.HoldStill;
            }
        }
    }
}
