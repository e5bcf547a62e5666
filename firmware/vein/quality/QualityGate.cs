namespace Pedestal.Vein.Quality
{
    /// <summary>The validators, in the order in which a guest should hear of them.</summary>
    public sealed class QualityGate
    {
        readonly IQualityValidator[] _validators;

        /// <summary>The validators of any picture, and with a known light those that need one.</summary>
        public QualityGate(LightCalibration light)
        {
            _validators = light == null
                ? new IQualityValidator[] { new CoverageValidator(), new SharpnessValidator(), new ContrastValidator() }
                : new IQualityValidator[]
                {
                    new CoverageValidator(), new TiltValidator(light), new ReflectanceValidator(light),
                    new TextureValidator(light), new SharpnessValidator(), new ContrastValidator(),
                };
        }

        /// <summary>The validator that refused last; null when all accepted.</summary>
        public IQualityValidator Refused { get; private set; }

        /// <summary>Ok, or the reason of the first validator that does not accept.</summary>
        public ExtractionStatus Judge(CaptureQuality quality)
        {
            Refused = null;
            for (var i = 0; i < _validators.Length; i++)
            {
                if (!_validators[i].Accepts(quality))
                {
                    Refused = _validators[i];
                    return Refused.Reason;
                }
            }

            return ExtractionStatus.Ok;
        }
    }
}
