namespace Pedestal.Core.Guidance
{
    /// <summary>The buzzer's patterns; each is played once.</summary>
    public enum BuzzerPattern
    {
        /// <summary>No sound: hints are silent.</summary>
        Silent = 0,

        /// <summary>A short sound.</summary>
        Short = 1,

        /// <summary>Two short sounds.</summary>
        TwoShort = 2,

        /// <summary>Three short sounds.</summary>
        ThreeShort = 3,

        /// <summary>A long sound.</summary>
        Long = 4,

        /// <summary>Two long sounds.</summary>
        TwoLong = 5,

        /// <summary>A long and a short sound.</summary>
        LongShort = 6,
    }
}
