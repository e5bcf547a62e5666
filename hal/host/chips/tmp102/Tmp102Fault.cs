namespace Pedestal.Hal.Host.Chips;

/// <summary>The thermometer's faults.</summary>
public enum Tmp102Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not acknowledge its address: it is not fitted, has no power, or a wire is broken.</summary>
    NotResponding,

    /// <summary>The data line breaks after the address: everything reads 0xFF.</summary>
    DataHigh,

    /// <summary>It hangs: the temperature reading no longer changes.</summary>
    Stuck,
}
