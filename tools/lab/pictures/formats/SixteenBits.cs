namespace Pedestal.Pictures.Formats;

/// <summary>
/// Pictures of 8-, 10-, 12- or 14-bit cameras are often stored in 16 bits without scaling: nearly black, and nothing in the
/// file says so.
/// </summary>
static class SixteenBits
{
    const int Least = 1 << 14 >> 8;

    /// <summary>Refuses a 16-bit picture whose values use at most the lower 14 bits.</summary>
    /// <param name="pixels">The high byte of each value.</param>
    public static void Check(ReadOnlySpan<byte> pixels)
    {
        if (!pixels.ContainsAnyInRange((byte)Least, byte.MaxValue))
        {
            throw new InvalidDataException("its 16-bit values use at most the lower 14 bits, like an unscaled picture of a camera with"
                + " fewer bits; scale them to the full range, or store a PGM with the true maximum");
        }
    }
}
