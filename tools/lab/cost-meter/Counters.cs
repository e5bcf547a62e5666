namespace Pedestal.CostMeter;

/// <summary>The counters of rewritten code. There is one set per process, so only one thing is measured at a time.</summary>
public static class Counters
{
    // Fields, because the rewritten code loads them directly: a call would be counted.
#pragma warning disable CA2211
    /// <summary>Executions of each basic block.</summary>
    public static long[] Blocks = [];

    /// <summary>Bytes moved or allocated at each site whose size is known only at run time.</summary>
    public static long[] Bytes = [];
#pragma warning restore CA2211

    /// <summary>The executed operation that has no price; null for none.</summary>
    public static string? Unpriced { get; private set; }

    /// <summary>Called when a stage begins (its index) and when it ends (-1).</summary>
    public static Action<int> StageChanged { get; set; } = _ => { };

    /// <summary>Resets all counters.</summary>
    public static void Clear()
    {
        Array.Clear(Blocks);
        Array.Clear(Bytes);
        Unpriced = null;
    }

    /// <summary>Enters or leaves a stage.</summary>
    public static void Stage(int stage) => StageChanged(stage);

    /// <summary>Copies as the platform does and counts the bytes.</summary>
    public static void Copy(Array source, int sourceIndex, Array target, int targetIndex, int length, int site)
    {
        Array.Copy(source, sourceIndex, target, targetIndex, length);
        Bytes[site] += length * (long)DeviceHeap.ElementBytes(target.GetType().GetElementType()!.Name);
    }

    /// <summary>Copies from start to start as the platform does and counts the bytes.</summary>
    public static void CopyStart(Array source, Array target, int length, int site) =>
        Copy(source, 0, target, 0, length, site);

    /// <summary>Counts the heap bytes of an array.</summary>
    public static void Allocate(int length, int elementSize, int site) =>
        Bytes[site] += DeviceHeap.ArrayBytes(length, elementSize);

    /// <summary>Stops a measurement that would otherwise be too low.</summary>
    public static void Stop(string reason)
    {
        Unpriced = reason;
        throw new NotSupportedException(reason);
    }
}
