using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Memory outside the managed heap.</summary>
public class NativeMemory
{
    /// <summary>Where memory is.</summary>
    public enum MemoryType
    {
        /// <summary>In the chip.</summary>
        Internal = 1,
    }

    /// <summary>Bytes of a kind of memory.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        var memory = Board.Current.Memory;
        totalSize = BoardMemory.InternalTotal;
        totalFreeSize = (uint)memory.InternalFree;
        largestFreeBlock = totalFreeSize;
    }
}
