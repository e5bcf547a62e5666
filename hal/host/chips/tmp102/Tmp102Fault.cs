namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the thermometer.</summary>
public enum Tmp102Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not acknowledge its address: it is left out, has no power, or a wire is broken.</summary>
    NotResponding,

    /// <summary>The data line breaks after the address: everything reads 0xFF.</summary>
    DataHigh,

    /// <summary>It has hung: the temperature stays what it was.</summary>
    Stuck,
}
