namespace Pedestal.Evaluate;

/// <summary>What the pictures show.</summary>
enum SampleKind
{
    /// <summary>What the camera sees: the device code finds the palm.</summary>
    Hand,

    /// <summary>A palm region that is aligned already: the device code goes on from there.</summary>
    Roi,
}
