using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Memory outside the managed heap.</summary>
public class NativeMemory
{
    /// <summary>The kind of memory.</summary>
    public enum MemoryType
    {
        /// <summary>Memory inside the chip.</summary>
        Internal = 1,
    }

    /// <summary>Total, free and largest contiguous free bytes of a kind of memory.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        var memory = Board.Current.Memory;
        totalSize = BoardMemory.InternalTotal;
        totalFreeSize = (uint)memory.InternalFree;
        largestFreeBlock = totalFreeSize;
    }
}
