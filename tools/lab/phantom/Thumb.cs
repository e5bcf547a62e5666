namespace Pedestal.Phantom;

/// <summary>The position of the thumb in a capture.</summary>
public enum Thumb
{
    /// <summary>Spread away from the palm.</summary>
    Abducted,

    /// <summary>Alongside the index finger.</summary>
    Adducted,

    /// <summary>Behind the palm, out of view.</summary>
    Hidden,
}
