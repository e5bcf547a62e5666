namespace Pedestal.Evaluate;

/// <summary>What the pictures show.</summary>
enum SampleKind
{
    /// <summary>A camera picture, in which the device code finds the palm.</summary>
    Hand,

    /// <summary>An aligned palm region, from which the device code continues.</summary>
    Roi,
}
