namespace Pedestal.Vein.Quality
{
    /// <summary>Requires a level palm: the nearer side of a tilted one is brighter than its place in the frame explains.</summary>
    public sealed class TiltValidator : IQualityValidator
    {
        const int Middle = Parameters.FrameSide / 2;
        readonly LightCalibration _light;

        /// <summary>A validator for a pedestal's light.</summary>
        public TiltValidator(LightCalibration light)
        {
            _light = light;
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return "tilt"; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Reason
        {
            get { return ExtractionStatus.Tilted; }
        }

        /// <inheritdoc/>
        public bool Accepts(CaptureQuality quality)
        {
            var pose = quality.Pose;
            var x = (pose.CentreX >> 8) - Middle;
            var y = (pose.CentreY >> 8) - Middle;
            var toRight = x * -pose.AxisY + y * pose.AxisX >> 10;
            var toFingers = x * pose.AxisX + y * pose.AxisY >> 10;
            var across = quality.SlopeAcross + toRight * _light.SlopePerPixel;
            var toWrist = quality.SlopeAlong - toFingers * _light.SlopePerPixel;
            return across <= _light.SteepestAcross && across >= -_light.SteepestAcross
                && toWrist <= _light.SteepestToWrist && toWrist >= -_light.SteepestToFingers;
        }
    }
}
