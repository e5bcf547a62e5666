namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the range finder.</summary>
public enum Vl6180xFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not acknowledge its address: no power, or a broken wire.</summary>
    NotResponding,

    /// <summary>It holds the clock low: a transfer does not end until the fault does.</summary>
    HoldsBus,

    /// <summary>The data line is at ground: everything is acknowledged and reads 0.</summary>
    DataLow,

    /// <summary>Another part is at its address.</summary>
    WrongId,

    /// <summary>A measurement begins and never ends.</summary>
    NeverReady,

    /// <summary>Its laser fails the continuity test: every measurement ends with error 1.</summary>
    LaserFailed,

    /// <summary>It has hung: every measurement gives what it gave last, or 90 mm, to the millimetre.</summary>
    Stuck,
}
