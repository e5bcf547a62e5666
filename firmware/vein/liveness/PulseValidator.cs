namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// Requires a pulse: a beat that stands out of the noise, is as strong as in living hands, and is not that of a hand that moves. A fake
    /// that lies there has none, and one that is held does not rest.
    /// </summary>
    public static class PulseValidator
    {
        // Of 65,536: 0.05 % and 4 %.
        const int Weakest = 33;
        const int Strongest = 2621;

        // Of 65,536: 1 % and 4 %.
        const int MostDrift = 655;
        const int MostStep = 2621;
        const int LeastProminence16 = 12 * 16;

        /// <summary>Its name.</summary>
        public const string Name = "pulse";

        /// <summary>Its reason.</summary>
        public const ExtractionStatus Reason = ExtractionStatus.NoPulse;

        /// <summary>
        /// Ok if there is a pulse; Moving if the hand did not rest, so that nothing can be said; otherwise NoPulse.
        /// </summary>
        public static ExtractionStatus Judge(PulseMeter meter)
        {
            if (meter.Drift > MostDrift || meter.Step > MostStep)
            {
                return ExtractionStatus.Moving;
            }

            return meter.Pictures >= PulseMeter.FewestPictures && meter.Spectrum.Prominence16 >= LeastProminence16 && meter.Spectrum.Amplitude >= Weakest
                && meter.Spectrum.Amplitude <= Strongest
                ? ExtractionStatus.Ok
                : Reason;
        }
    }
}
