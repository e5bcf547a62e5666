using System.Buffers.Binary;

namespace Pedestal.Bench;

/// <summary>A change of what a page shows, as its server sends it.</summary>
static class RenderBatch
{
    // The offsets of its five tables, the strings' last; before them are the strings' own offsets.
    const int Tables = 5;

    /// <summary>Whether it brings any text: the server also sends batches after which a page shows what it showed before.</summary>
    public static bool HasText(ReadOnlySpan<byte> batch)
    {
        var end = batch.Length - Tables * sizeof(int);
        return end >= 0 && BinaryPrimitives.ReadInt32LittleEndian(batch[^sizeof(int)..]) < end;
    }
}
