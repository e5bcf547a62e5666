namespace Pedestal.Hal.Host.Chips;

/// <summary>The ring's faults.</summary>
public enum RingFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has no power: all LEDs are dark.</summary>
    NoPower,

    /// <summary>One LED is dead: it and all LEDs after it, which get their data through it, stay dark.</summary>
    DeadLed,

    /// <summary>The data line is broken: the LEDs keep their colours.</summary>
    NoData,
}
