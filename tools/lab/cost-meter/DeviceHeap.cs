using Mono.Cecil;

namespace Pedestal.CostMeter;

/// <summary>Sizes on the device's managed heap, which is allocated in blocks of 12 bytes.</summary>
public static class DeviceHeap
{
    const int BlockBytes = 12;
    const int ArrayHeaderBytes = 20;

    /// <summary>Bytes of an array.</summary>
    public static long ArrayBytes(int length, int elementSize) =>
        (ArrayHeaderBytes + (long)length * elementSize + BlockBytes - 1) / BlockBytes * BlockBytes;

    /// <summary>Bytes of an array element; a reference takes a block.</summary>
    public static int ElementBytes(string type) => type switch
    {
        "Boolean" or "Byte" or "SByte" => 1,
        "Char" or "Int16" or "UInt16" => 2,
        "Int32" or "UInt32" or "Single" => 4,
        "Int64" or "UInt64" or "Double" => 8,
        _ => BlockBytes,
    };

    /// <summary>Bytes of an object: a block for its header and one for each field.</summary>
    public static int ObjectBytes(TypeReference type)
    {
        var blocks = 1;
        for (var definition = type.Resolve(); definition != null; definition = definition.BaseType?.Resolve())
        {
            blocks += definition.Fields.Count(field => !field.IsStatic);
        }

        return BlockBytes * blocks;
    }
}
