namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on an SPI bus. It is called on the board's threads, one call at a time.</summary>
public interface ISpiChip
{
    /// <summary>
    /// One transfer, from the falling to the rising edge of the part's chip select: takes what the controller sends and fills in what
    /// the part sends at the same time. Both are of one length.
    /// </summary>
    void Transfer(ReadOnlySpan<byte> mosi, Span<byte> miso);
}
