namespace Pedestal.Hal.Host.Chips;

/// <summary>The range finder's faults.</summary>
public enum Vl6180xFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not acknowledge its address: no power, or a broken wire.</summary>
    NotResponding,

    /// <summary>It holds the clock low: no transfer ends before the fault does.</summary>
    HoldsBus,

    /// <summary>The data line is shorted to ground: everything is acknowledged and reads 0.</summary>
    DataLow,

    /// <summary>Another part is at its address.</summary>
    WrongId,

    /// <summary>A measurement begins and never ends.</summary>
    NeverReady,

    /// <summary>Its laser fails the continuity test: every measurement ends with error 1.</summary>
    LaserFailed,

    /// <summary>It hangs: every measurement repeats the last distance, or 90 mm, without noise.</summary>
    Stuck,
}
