namespace Pedestal.Vein.Quality
{
    /// <summary>The validators, in the order in which the guest should be told the reasons.</summary>
    public sealed class QualityGate
    {
        readonly IQualityValidator[] _validators;

        /// <summary>Creates the validators for any picture and, unless the light is null, those that need to know it.</summary>
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

        /// <summary>A gate of the given validators.</summary>
        public QualityGate(IQualityValidator[] validators)
        {
            _validators = validators;
        }

        /// <summary>The validator that refused the last capture; null if none did.</summary>
        public IQualityValidator Refused { get; private set; }

        /// <summary>Ok, or the reason of the first validator that refuses the capture.</summary>
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
