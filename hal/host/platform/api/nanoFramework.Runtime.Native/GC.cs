using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Runtime.Native;

/// <summary>The managed heap.</summary>
public static class GC
{
    /// <summary>Collects garbage; returns the free bytes.</summary>
    public static uint Run(bool compactHeap) => (uint)Board.Current.Memory.Free;
}
