namespace Pedestal.Hal.Host.Chips;

/// <summary>The code reader's faults.</summary>
public enum Gm65Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It neither reads nor replies: no power, or a broken wire.</summary>
    Silent,

    /// <summary>It reads but receives no commands: the wire to it is broken.</summary>
    Deaf,

    /// <summary>It is set to another baud rate: neither side understands the other.</summary>
    WrongSpeed,

    /// <summary>The line picks up noise in the middle of every code.</summary>
    Noise,

    /// <summary>The line breaks in the middle of every code.</summary>
    Truncated,

    /// <summary>Its replies have a wrong checksum.</summary>
    WrongChecksum,
}
