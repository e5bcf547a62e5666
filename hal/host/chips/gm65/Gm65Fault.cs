namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the code reader.</summary>
public enum Gm65Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It neither reads nor answers: no power, or a broken wire.</summary>
    Silent,

    /// <summary>It reads, but takes no command: the wire to it is broken.</summary>
    Deaf,

    /// <summary>It is set to another speed: what either side sends is noise to the other.</summary>
    WrongSpeed,

    /// <summary>The line picks up noise in the middle of every code.</summary>
    Noise,

    /// <summary>The line breaks in the middle of every code.</summary>
    Torn,

    /// <summary>Its replies have a wrong checksum.</summary>
    WrongChecksum,
}
