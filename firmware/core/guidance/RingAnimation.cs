namespace Pedestal.Core.Guidance
{
    /// <summary>How the lit LEDs of the ring move.</summary>
    public enum RingAnimation
    {
        /// <summary>They do not move.</summary>
        Steady = 0,

        /// <summary>Bright and dim in turn, a second each: an invitation.</summary>
        Breathe = 1,

        /// <summary>On and off, 400 ms each: the guest has to do something.</summary>
        Blink = 2,

        /// <summary>On and off, 150 ms each: something is wrong.</summary>
        Flutter = 3,

        /// <summary>Once around in 1.3 s: the pedestal is working.</summary>
        Turn = 4,

        /// <summary>All, then as many as are counted, from the top clockwise, 800 ms each.</summary>
        Count = 5,
    }
}
