namespace Pedestal.Engine;

/// <summary>What the callers of the <see cref="BoundKernel{TLanes,TVector,TValidity}"/> have to know.</summary>
static class Pairing
{
    /// <summary>Blocks compared at a time: twice the work for each word of the probe that is read.</summary>
    public const int Blocks = 2;

    /// <summary>Templates of these blocks.</summary>
    public const int Templates = Blocks * BlockLayout.Lanes;

    /// <summary>A bound counts so many differing bits as one.</summary>
    public const int BoundUnit = 4;
}
