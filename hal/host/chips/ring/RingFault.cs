namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the ring.</summary>
public enum RingFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has no power: all LEDs are dark.</summary>
    NoPower,

    /// <summary>One LED is dead: it stays dark, and so do all after it, which get their data through it.</summary>
    DeadLed,

    /// <summary>The data line is broken: the LEDs keep what they show.</summary>
    NoData,
}
