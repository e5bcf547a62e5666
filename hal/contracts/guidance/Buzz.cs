namespace Pedestal.Hal
{
    /// <summary>What the buzzer plays, once.</summary>
    public enum Buzz
    {
        /// <summary>Nothing: hints are silent.</summary>
        Silent = 0,

        /// <summary>One short sound.</summary>
        Short = 1,

        /// <summary>Two short ones.</summary>
        TwoShort = 2,

        /// <summary>Three short ones.</summary>
        ThreeShort = 3,

        /// <summary>One long sound.</summary>
        Long = 4,

        /// <summary>Two long ones.</summary>
        TwoLong = 5,

        /// <summary>A long one and a short one.</summary>
        LongShort = 6,
    }
}
