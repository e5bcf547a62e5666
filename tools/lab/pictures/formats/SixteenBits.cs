namespace Pedestal.Pictures.Formats;

/// <summary>
/// Cameras of 8, 10, 12 or 14 bits are often stored in 16 without being scaled: nearly black, and nothing in the file says so.
/// </summary>
static class SixteenBits
{
    const int Least = 1 << 14 >> 8;

    /// <summary>Refuses a 16-bit picture whose values use the lower 14 bits at most.</summary>
    /// <param name="pixels">The higher byte of each value.</param>
    public static void Check(ReadOnlySpan<byte> pixels)
    {
        if (!pixels.ContainsAnyInRange((byte)Least, byte.MaxValue))
        {
            throw new InvalidDataException("its 16-bit values use the lower 14 bits at most, as those of a camera of fewer bits that"
                + " were not scaled; scale them to the full range, or store a PGM with the true maximum");
        }
    }
}
