namespace Pedestal.Phantom;

/// <summary>Where the thumb is during a capture.</summary>
public enum Thumb
{
    /// <summary>Spread away from the palm.</summary>
    Abducted,

    /// <summary>Alongside the index finger.</summary>
    Adducted,

    /// <summary>Behind the palm, out of view.</summary>
    Hidden,
}
