namespace Pedestal.Engine;

/// <summary>What callers of the <see cref="BoundKernel{TLanes,TVector,TValidity}"/> must know.</summary>
static class Pairing
{
    /// <summary>Blocks compared at a time: twice the work for each word of the probe read.</summary>
    public const int Blocks = 2;

    /// <summary>Templates of these blocks.</summary>
    public const int Templates = Blocks * BlockLayout.Lanes;

    /// <summary>The number of differing bits in one unit of a bound.</summary>
    public const int BoundUnit = 4;
}
