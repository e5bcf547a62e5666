namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on an SPI bus. The board's threads call it, one call at a time.</summary>
public interface ISpiChip
{
    /// <summary>
    /// One transfer, from the falling to the rising edge of the part's chip select: receives what the controller sends and supplies
    /// what the part sends at the same time. Both have the same length.
    /// </summary>
    /// <param name="hertz">Bits a second; some parts depend on the length of a bit.</param>
    /// <param name="mosi">What the controller sends.</param>
    /// <param name="miso">Receives what the part sends.</param>
    void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso);
}
