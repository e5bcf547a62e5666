using Mono.Cecil;

namespace Pedestal.CostMeter;

/// <summary>Bytes per array element.</summary>
static class ElementSize
{
    public static int Of(string type) => type switch
    {
        "Boolean" or "Byte" or "SByte" => 1,
        "Char" or "Int16" or "UInt16" => 2,
        "Int32" or "UInt32" or "Single" => 4,
        "Int64" or "UInt64" or "Double" => 8,
        _ => DeviceHeap.BlockBytes,
    };
}

/// <summary>The device's managed heap is made of blocks of 12 bytes: one for a header and one per field.</summary>
static class DeviceHeap
{
    public const int BlockBytes = 12;

    public static long ArrayBytes(int length, int elementSize) =>
        BlockBytes * (1 + ((long)length * elementSize + BlockBytes - 1) / BlockBytes);

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
